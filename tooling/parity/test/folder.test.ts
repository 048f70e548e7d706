import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readDeviations } from '../src/deviations.js'
import { runFolder } from '../src/run-folder.js'
import { runners } from '../src/runners.js'

const own = (name: string) => new URL(`../${name}`, import.meta.url)

test('recorded behaviour is the same, better, or differs for a reason that is listed', async () => {
  const { files, stale, holds } = await runFolder({
    folder: fileURLToPath(own('fixtures/vectors')),
    runners,
    deviations: readDeviations(own('deviations.json')),
  })
  const differing = Object.entries(files)
    .filter(([file]) => runners.find((runner) => runner.file === file)?.required)
    .flatMap(([file, count]) => count.differing.map((words) => `${file}: ${words}`))
  expect(differing).toEqual([])
  expect(stale).toEqual([])
  expect(holds).toBe(true)
}, 120_000)
