import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { runConsolidation } from '../src/consolidation/run-consolidation.js'
import { readDeviations } from '../src/deviations.js'
import { vector } from '../src/vector.js'
import { judge } from '../src/verdict.js'

const own = (name: string) => new URL(`../${name}`, import.meta.url)
const recorded = readFileSync(own('fixtures/vectors/consolidation.json'), 'utf8')
const deviations = readDeviations(own('deviations.json'))
const runner = { file: 'consolidation.json', required: true, run: runConsolidation }

/** Other ids, names of fields and kinds, and another company: nothing that is recorded may hang on a spelling. */
const renames: readonly (readonly [RegExp, string])[] = [
  [/"e(\d+)"/g, '"ext/$1 ü"'],
  [/"c(\d+)"/g, '"0a-$1"'],
  [/(people|company|organizations|invoices|payments)\/c(\d+)"/g, '$1/0a-$2"'],
  [/this_app/g, 'other_app'],
  [/realm-1/g, 'R 9'],
  [/cld-123/g, 'cld-z9'],
  [/FirstName/g, 'Given'],
  [/first_name/g, 'called'],
  [/AccountId/g, 'Firm'],
  [/organization_id/g, 'employer_id'],
  [/"Customer"/g, '"Client"'],
  [/"customer"/g, '"client"'],
  [/"Person"/g, '"Purchase Order"'],
  [/"connec_entity":"person"/g, '"connec_entity":"purchase order"'],
  [/"people"/g, '"purchase_orders"'],
  [/\/people\//g, '/purchase_orders/'],
  [/"person"/g, '"purchase_order"'],
]

const renamed = renames.reduce((text, [from, to]) => text.replaceAll(from, to), recorded)

test('scenarios with other ids, fields and kinds come out as those that were recorded', async () => {
  const verdicts = new Map<string, string>()
  for (const one of z.array(vector).parse(JSON.parse(renamed))) {
    const verdict = await judge(runner, one, deviations)
    if (verdict.kind === 'differs') verdicts.set(one.name, verdict.what)
  }
  expect(Object.fromEntries(verdicts)).toEqual({})
}, 300_000)

test('what is not as recorded is a difference, and no reason covers it', async () => {
  const [, created] = z.array(vector).parse(JSON.parse(recorded))
  const wrong = JSON.parse(JSON.stringify(created).replaceAll('"last_name":"X-e1"', '"last_name":"Y"'))
  expect(await judge(runner, vector.parse(wrong), deviations)).toMatchObject({ kind: 'differs' })
  const lost = JSON.parse(
    JSON.stringify(created).replaceAll('"connec-new-1","connec_entity"', '"c7","connec_entity"'),
  )
  expect(await judge(runner, vector.parse(lost), deviations)).toMatchObject({ kind: 'differs' })
})
