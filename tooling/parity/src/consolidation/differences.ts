import type { BatchOp } from '../recorded/batch-answer.js'
import { sayCall } from '../recorded/external-call.js'
import type { IdMapsMeaning, PairMeaning } from '../recorded/id-map-meaning.js'
import { meaningOfOp, sayOp } from '../recorded/op-meaning.js'
import type { RecordedWorld } from '../recorded/recorded-world.js'
import type { ConsolidationVector } from './consolidation-vector.js'

type Expected = Pick<ConsolidationVector['expected'], 'externalCalls' | 'connecBatches' | 'idMaps'>

const OPS_A_BATCH = 50

/** Everything that is compared: calls, operations, id maps afterwards. */
export async function differencesOf(world: RecordedWorld, expected: Expected): Promise<string[]> {
  return [
    ...compareCalls(world.calls.map(sayCall), expected.externalCalls.map(sayCall)),
    ...compareOps(world, expected),
    ...world.batches
      .filter(({ length }) => length > OPS_A_BATCH)
      .map(({ length }) => `a batch of ${length} operations`),
    ...compareIdMaps(await world.idMaps(), world.meaningOf(expected.idMaps)),
  ]
}

/** Where the old framework raised, later steps did not run: what had been done by then is done here too. */
export async function differencesOfOthers(world: RecordedWorld, expected: Expected): Promise<string[]> {
  const calls = world.calls.map(sayCall)
  const ops = opsOf(world, world.batches.flat())
  const { pairs } = await world.idMaps()
  return [
    ...missingIn(calls, expected.externalCalls.map(sayCall)).map((call) => `calls: expected ${call}`),
    ...[...opsOf(world, opsOfBatches(expected))]
      .filter((op) => !ops.has(op))
      .map((op) => `batch: expected ${op}`),
    ...[...world.meaningOf(expected.idMaps).pairs.keys()]
      .filter((key) => !pairs.has(key))
      .map((key) => `id map: expected ${key}`),
  ]
}

const opsOfBatches = ({ connecBatches }: Expected): BatchOp[] => connecBatches.flatMap(({ ops }) => ops)

/** Operations as a set: a batch that was sent again says the same again. */
const opsOf = ({ known }: RecordedWorld, ops: readonly BatchOp[]): ReadonlySet<string> =>
  new Set(ops.map((op) => sayOp(meaningOfOp(op, known))))

function compareCalls(ours: readonly string[], theirs: readonly string[]): string[] {
  return [
    ...missingIn(ours, theirs).map((call) => `calls: expected ${call}`),
    ...missingIn(theirs, ours).map((call) => `calls: unexpected ${call}`),
  ]
}

function compareOps(world: RecordedWorld, expected: Expected): string[] {
  const ours = opsOf(world, world.batches.flat())
  const theirs = opsOf(world, opsOfBatches(expected))
  return [
    ...[...theirs].filter((op) => !ours.has(op)).map((op) => `batch: expected ${op}`),
    ...[...ours].filter((op) => !theirs.has(op)).map((op) => `batch: unexpected ${op}`),
  ]
}

/** What of `wanted` does not occur in `given`, each as often as it is wanted more. */
function missingIn(given: readonly string[], wanted: readonly string[]): string[] {
  const left = [...given]
  return wanted.filter((one) => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function compareIdMaps(ours: IdMapsMeaning, theirs: IdMapsMeaning): string[] {
  const differences: string[] = []
  for (const [key, pair] of theirs.pairs) {
    const own = ours.pairs.get(key)
    if (own === undefined) differences.push(`id map: expected ${key}`)
    else differences.push(...comparePair(key, own, pair))
  }
  for (const key of ours.pairs.keys())
    if (!theirs.pairs.has(key)) differences.push(`id map: unexpected ${key}`)
  for (const key of theirs.failures)
    if (!ours.failures.has(key)) differences.push(`failure: expected of ${key}`)
  for (const key of ours.failures)
    if (!theirs.failures.has(key)) differences.push(`failure: unexpected of ${key}`)
  return differences
}

function comparePair(key: string, own: PairMeaning, recorded: PairMeaning): string[] {
  const parts = {
    'opted out of the hub': [own.optedOut.toConnec, recorded.optedOut.toConnec],
    'opted out of the application': [own.optedOut.toExternal, recorded.optedOut.toExternal],
    inactive: [own.inactive, recorded.inactive],
    label: [own.label, recorded.label],
    'pushed to the hub': [own.pushed.connec, recorded.pushed.connec],
    'pushed to the application': [own.pushed.external, recorded.pushed.external],
    // an inactive pair of ours always says why
    failed: [own.failed || own.inactive, recorded.failed || (own.inactive && recorded.inactive)],
  }
  return Object.entries(parts)
    .filter(([, [mine, theirs]]) => mine !== theirs)
    .map(([what, [mine, theirs]]) => `id map ${key}: ${what} is ${String(mine)}, expected ${String(theirs)}`)
}
