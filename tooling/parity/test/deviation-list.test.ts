import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { deviationTable } from '../src/deviation-table.js'
import { readDeviations } from '../src/deviations.js'
import { runners } from '../src/runners.js'

const fromRoot = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url))
const deviations = readDeviations(new URL('../deviations.json', import.meta.url))

const HEAD = `# Where recorded behaviour and Duet differ on purpose

Written from \`tooling/parity/deviations.json\` by \`npm run x -- vitest run tooling/parity -u\`. A letter and a number is a
defect of the predecessor that Duet must not have.

`

test('the page of deviations says what the list says', async () => {
  await expect(HEAD + deviationTable(deviations)).toMatchFileSnapshot(fromRoot('docs/parity-deviations.md'))
})

test('every decision that is named has its page', () => {
  const pages = readdirSync(fromRoot('docs/decisions')).map((name) => name.slice(0, 4))
  const named = deviations.flatMap(({ decision }) => decision ?? [])
  expect(named.filter((number) => !pages.includes(number))).toEqual([])
})

test('every entry is about a file that is run', () => {
  const files = runners.map(({ file }) => file)
  expect(deviations.filter(({ file }) => !files.includes(file))).toEqual([])
})
