import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { guideBlocks, guideFiles } from './guide-blocks.js'

const quoted = guideFiles('connectors/example-crm')

test('the guide quotes this connector', () => {
  expect(quoted.length).toBeGreaterThan(10)
})

test.each(quoted)('the guide quotes $file as it is', ({ file, code }) => {
  expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(code.trimEnd())
})

test('every block of code is a file of a connector, a change to one, or a command', () => {
  const others = guideBlocks.filter(
    ({ file, language }) => file === undefined && !/^(sh|diff|text)$/.test(language),
  )
  expect(others).toEqual([])
})
