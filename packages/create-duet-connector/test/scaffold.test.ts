import { afterAll, beforeAll, expect, test } from 'vitest'
import { additions, describedPlans, growing } from './described.js'
import { everyCombination, pairwise, partOf, planOf } from './matrix.js'
import { createScaffoldWorkspace, type ScaffoldWorkspace } from './scaffold-workspace.js'
import { followTutorial, type Said } from './tutorial.js'

/** With as many runs as an author's own tests have: `whole`, or a part of it: `1/4`. Else twelve in a hurry. */
const wanted = process.env.SCAFFOLD_MATRIX
const combinations =
  wanted === undefined ? pairwise : wanted === 'whole' ? everyCombination : partOf(everyCombination, wanted)
const TIMEOUT_MS = wanted === undefined ? 1_800_000 : 3_600_000

let workspace: ScaffoldWorkspace
let said: readonly Said[]

beforeAll(async () => {
  workspace = await createScaffoldWorkspace({ runs: wanted === undefined ? 10 : 100 })
  for (const combination of combinations) await workspace.write(planOf(combination))
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
