import { decideRuns } from '@duet/host'
import { differencesOf } from '../consolidation/differences.js'
import { blueprintOf } from '../recorded/blueprint.js'
import { createRecordedWorld, type Scenario } from '../recorded/recorded-world.js'
import type { Outcome, Runner } from '../runner.js'
import type { Vector } from '../vector.js'
import { agreeBefore, agreementsOf, echoesIn } from './echoes.js'
import { impliedAnswers } from './implied-answers.js'
import { noted, notesOf } from './notes.js'
import { tellHost } from './tell-host.js'
import { toldRecords } from './told-records.js'
import { type WebhookVector, webhookVector } from './webhook-vector.js'

/** A message about changes, from the hub or from the application, and what follows it. */
export const webhooks: Runner = { file: 'webhooks.json', required: true, run: runWebhooks }

async function runWebhooks(given: Vector): Promise<Outcome> {
  const vector = webhookVector.parse(given)
  const blueprints = vector.entities.map(blueprintOf)
  const told = toldRecords(vector, blueprints)
  const scenario = scenarioOf(vector, told)
  const side = vector.kind === 'connecWebhook' ? 'connec' : 'external'
  const echoes = echoesIn(told[side], { blueprints, rows: vector.idMaps, side })
  const agreements = await agreementsOf(echoes, { scenario, side })

  await using world = await createRecordedWorld(scenario)
  await agreeBefore(world, agreements)
  await tellHost(vector, world)
  const asked = await world.store.requests.pendingFor(world.link.id)
  const { runs } = decideRuns(world.link, asked, vector.now)
  for (const { options, records } of runs) await world.run(options, records)

  const notes = notesOf(vector, { blueprints, echoes })
  const differences = await differencesOf(world, vector.expected)
  return { differences: differences.map((difference) => noted(difference, notes)) }
}

const scenarioOf = (
  vector: WebhookVector,
  { connec, external }: ReturnType<typeof toldRecords>,
): Scenario => ({
  entities: vector.entities,
  organization: vector.organization,
  now: vector.now,
  idMaps: vector.idMaps,
  connecRecords: connec,
  externalRecords: external,
  externalAnswers: vector.externalScript,
  externalCalls: vector.expected.externalCalls,
  batchAnswers: impliedAnswers(vector, vector.entities.map(blueprintOf)),
  batches: vector.expected.connecBatches,
})
