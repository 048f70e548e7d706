import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockFolder } from './lock-folder.js'

test('two tours never share a folder: the second is told, and may have it when the first is over', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'duet-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const release = lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow(/another tour is running on it\. Stop that one, or .*--folder/)
  release()
  lockFolder(folder)()
})
