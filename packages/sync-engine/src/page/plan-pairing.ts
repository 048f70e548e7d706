import type { Side } from '@duet/core'
import type { PendingRecord } from '@duet/store'
import { failureOf } from '../apply/failure.js'
import type { Work } from '../apply/work.js'
import { hashOf } from '../canonical.js'
import { type ConsiderOptions, consider } from '../consider.js'
import type { Operation } from '../plan/operation.js'
import { plan } from '../plan/plan.js'
import type { PlanInput } from '../plan/plan-input.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { type Pairing, recordsOf } from './pairing.js'

/** What a pair is looked at with. */
export interface PlanInputOptions extends ConsiderOptions {
  readonly decided?: ReadonlyMap<string, Side> | undefined
}

export interface PlanningOptions extends PlanInputOptions {
  pendingOf(record: SeenRecord): PendingRecord | undefined
  /** Whether the record is taken up again because its time has come. */
  isRetried(record: SeenRecord): boolean
  /** Whether a create of the record may or may not have been carried out. */
  isUnsettled(record: SeenRecord): boolean
}

/** Maps and plans one pair. Whatever a mapper or a policy throws is a failure of this pair alone. */
export function planPairing(run: EntityRun, pairing: Pairing, options: PlanningOptions): Work {
  const input = { mapper: pairing.prepared, idMap: pairing.idMap, policy: run.policy }
  if (pairing.duplicate !== undefined) return workOf(pairing, input, () => duplicate(pairing))
  try {
    const planInput = planInputOf(run, pairing, options)
    const waiting = recordsOf(pairing).filter((record) => isWaiting(run, planInput, record, options))
    const decided = plan(planInput)
    if (waiting.length === 0) return { pairing, input: planInput, plan: decided, results: {} }
    const backOff = ({ side }: SeenRecord): Operation => ({ kind: 'skip', side, reason: 'back_off' })
    const at = (side: Side) => {
      const record = pairing[side]
      return record && waiting.includes(record) ? backOff(record) : decided[side]
    }
    return {
      pairing,
      input: planInput,
      plan: { ...decided, connec: at('connec'), external: at('external') },
      results: {},
    }
  } catch (error) {
    return workOf(pairing, input, ({ side }) => ({ kind: 'fail', side, ...failureOf(error) }))
  }
}

/** Maps the records of a pair. Throws what a mapper, a filter or the application's own word throws. */
export function planInputOf(
  { context, entity, policy }: EntityRun,
  pairing: Pairing,
  options: PlanInputOptions,
): PlanInput {
  const { prepared, idMap, connec, external } = pairing
  const considered = (record: SeenRecord | undefined) =>
    record && consider(context, { record, prepared }, options)
  const filter = entity.filter[prepared.pair.connec]
  return {
    mapper: prepared,
    idMap,
    connec: considered(connec),
    external: considered(external),
    switchedOff: external && entity.inactive[prepared.pair.external]?.(external.fields),
    filteredOut: connec && filter ? !filter.accepts(connec.fields) : false,
    decided: options.decided,
    policy,
  }
}

/** A record that failed and has not changed since is not sent again before its time. */
function isWaiting(
  { context }: EntityRun,
  input: PlanInput,
  record: SeenRecord,
  { pendingOf, isRetried, isUnsettled }: PlanningOptions,
): boolean {
  if (input.idMap === undefined && isUnsettled(record)) return true
  const kept = pendingOf(record)
  if (kept === undefined || isRetried(record)) return false
  if (kept.class === 'ambiguous' && kept.state !== 'failed') return true
  if (context.options.full || context.options.forced) return false
  const image = input[record.side]?.image
  if (image === undefined || kept.fingerprint !== hashOf(image)) return false
  if (kept.state === 'failed') return (kept.nextAttemptAt ?? 0) > context.clock()
  return kept.state === 'dead' || kept.state === 'ignored'
}

function workOf(pairing: Pairing, input: PlanInput, operationOf: (record: SeenRecord) => Operation): Work {
  const at = (record: SeenRecord | undefined) => record && operationOf(record)
  const operations = { connec: at(pairing.connec), external: at(pairing.external) }
  return { pairing, input, plan: { ...operations, conflicts: [], held: [] }, results: {} }
}

function duplicate({ duplicate: id, prepared }: Pairing): Operation {
  const message = `The hub knows the record as ${id} of ${prepared.pair.external}, which is paired with another one.`
  return { kind: 'fail', side: 'connec', class: 'duplicate_id', message, field: null }
}
