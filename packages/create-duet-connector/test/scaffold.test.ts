import { afterAll, beforeAll, expect, test } from 'vitest'
import { additions, describedPlans, growing } from './described.js'
import { everyCombination, pairwise, planOf } from './matrix.js'
import { createScaffoldWorkspace, type ScaffoldWorkspace } from './scaffold-workspace.js'
import { followTutorial, type Said } from './tutorial.js'

/** All 48 with as many runs as an author's own tests have, by `npm run scaffold-matrix`; else twelve in a hurry. */
const isWhole = process.env.SCAFFOLD_MATRIX === 'whole'
const TIMEOUT_MS = isWhole ? 3_600_000 : 1_800_000

let workspace: ScaffoldWorkspace
let said: readonly Said[]

beforeAll(async () => {
  workspace = await createScaffoldWorkspace({ runs: isWhole ? 100 : 10 })
  for (const combination of isWhole ? everyCombination : pairwise) await workspace.write(planOf(combination))
  for (const plan of [...describedPlans(), growing]) await workspace.write(plan)
  for (const [connector, all] of Object.entries(additions))
    for (const what of all) await workspace.add(connector, ...what)
  said = await followTutorial(workspace.folder)
}, TIMEOUT_MS)

afterAll(() => workspace[Symbol.asyncDispose]())

test('what is written is formatted and free of lint', { timeout: TIMEOUT_MS }, async () => {
  await workspace.run('biome', 'ci', '--colors=off', 'connectors')
})

test('it compiles, without a cast', { timeout: TIMEOUT_MS }, async () => {
  expect(await workspace.run('tsc', '-p', 'tsconfig.json')).toBe('')
})

test('its tests pass', { timeout: TIMEOUT_MS }, async () => {
  expect(await workspace.run('vitest', 'run')).toMatch(/Test Files\s+\d+ passed/)
})

test('the commands of the tutorial say what the tutorial says', () => {
  expect(said.map(({ printed }) => printed)).toEqual(said.map(({ promised }) => promised))
})
