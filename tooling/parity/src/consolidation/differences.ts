import type { BatchOp } from '../recorded/batch-answer.js'
import { sayCall } from '../recorded/external-call.js'
import type { IdMapsMeaning } from '../recorded/id-map-meaning.js'
import type { IdMapRow } from '../recorded/id-map-row.js'
import { meaningOfOp, sayOp } from '../recorded/op-meaning.js'
import type { RecordedWorld } from '../recorded/recorded-world.js'
import { compareIdMaps } from './compare-id-maps.js'
import { compareSayings, type Saying } from './compare-sayings.js'
import type { ConsolidationVector } from './consolidation-vector.js'
import type { Difference } from './difference.js'

type Expected = Pick<ConsolidationVector['expected'], 'externalCalls' | 'connecBatches' | 'idMaps'>

const OPS_A_BATCH = 50

/** Everything that is compared: calls, operations, id maps afterwards. */
export async function compareAll(
  world: RecordedWorld,
  expected: Expected,
  answeredIds: readonly (string | undefined)[] = [],
): Promise<Difference[]> {
  const idMaps = await world.idMaps()
  return [
    ...compareSayings('calls', ownCalls(world, idMaps), recordedCalls(expected, answeredIds)),
    ...compareSayings('batch', opsOf(world, world.batches.flat()), opsOf(world, opsOfBatches(expected))),
    ...world.batches
      .filter(({ length }) => length > OPS_A_BATCH)
      .map(({ length }) => ({ text: `a batch of ${length} operations`, about: [] })),
    ...compareIdMaps(idMaps, world.meaningOf(expected.idMaps)),
  ]
}

/** The same in words. */
export async function differencesOf(world: RecordedWorld, expected: Expected): Promise<string[]> {
  return (await compareAll(world, expected)).map(({ text }) => text)
}

/** Where the old framework raised, later steps did not run: what had been done by then is done here too. */
export async function compareOthers(world: RecordedWorld, expected: Expected): Promise<Difference[]> {
  const { pairs } = await world.idMaps()
  const ops = compareSayings(
    'batch',
    opsOf(world, world.batches.flat()),
    opsOf(world, opsOfBatches(expected)),
  )
  const calls = compareSayings('calls', ownCalls(world, { pairs }), recordedCalls(expected, []))
  return [
    ...[...calls, ...ops].filter(({ text }) => !text.includes(': unexpected ')),
    ...[...world.meaningOf(expected.idMaps).pairs]
      .filter(([key]) => !pairs.has(key))
      .map(([key, pair]) => ({ text: `id map: expected ${key}`, about: [pair.connecId, pair.externalId] })),
  ]
}

/** Our calls; those that created are about the pair they made. */
function ownCalls({ calls, answeredIds }: RecordedWorld, { pairs }: Pick<IdMapsMeaning, 'pairs'>): Saying[] {
  return calls.map((call, at) => {
    const id = call.id ?? answeredIds[at]
    const pair = [...pairs.values()].find(({ externalId }) => externalId === id)
    return { says: sayCall(call), about: [id, pair?.connecId].filter((one) => one !== undefined) }
  })
}

function recordedCalls(
  { externalCalls, idMaps }: Expected,
  answeredIds: readonly (string | undefined)[],
): Saying[] {
  return externalCalls.map((call, at) => {
    const id = call.id ?? answeredIds[at]
    return { says: sayCall(call), about: [id, rowOf(idMaps, id)?.connec_id].filter((one) => one != null) }
  })
}

const rowOf = (rows: readonly IdMapRow[], externalId: string | undefined): IdMapRow | undefined =>
  externalId === undefined ? undefined : rows.find(({ external_id }) => external_id === externalId)

const opsOfBatches = ({ connecBatches }: Expected): BatchOp[] => connecBatches.flatMap(({ ops }) => ops)

/** Operations as a set: a batch that was sent again says the same again. */
function opsOf({ known }: RecordedWorld, ops: readonly BatchOp[]): Saying[] {
  const sayings = new Map<string, Saying>()
  for (const op of ops) {
    const meaning = meaningOfOp(op, known)
    const says = sayOp(meaning)
    sayings.set(says, { says, about: meaning.ids })
  }
  return [...sayings.values()]
}
