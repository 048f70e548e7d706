import type { IdMap, StagedKey } from '@duet/store'
import { failureOf } from '../apply/failure.js'
import { count, type PageChanges } from '../apply/page-changes.js'
import { failedRow } from '../apply/pending-row.js'
import { explainSkip } from '../explain.js'
import type { SkipReason } from '../plan/operation.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord, UnreadRecord } from '../seen-record.js'
import type { PageInput } from './page-input.js'
import { type Pairing, recordsOf } from './pairing.js'
import type { Routed } from './route-records.js'

/** What of a page never becomes a pair. */
export interface Beside {
  readonly input: PageInput
  /** The records of the page, and those of the other side that belong to it. */
  readonly routed: readonly Routed[]
  readonly pairings: readonly Pairing[]
  /** Pairs with which nothing is done. */
  readonly unmoved: ReadonlySet<Pairing>
  readonly consumed: readonly StagedKey[]
  /** Id maps of records that have become another kind. */
  readonly ended: readonly IdMap[]
}

/** Adds to a page's changes: records that could not be read or routed, are not shared, or changed their kind. */
export function addBeside(run: EntityRun, changes: PageChanges, beside: Beside): void {
  const { input, routed, consumed, ended, unmoved } = beside
  for (const one of routed) addUnrouted(run, changes, one, input)
  for (const { side } of [...unmoved].flatMap(recordsOf)) count(changes, run, { side, outcome: 'unchanged' })
  for (const record of input.unread) addUnread(run, changes, record, input)
  for (const idMap of ended) changes.idMaps.set(idMap.id, idMap)
  changes.unstaged.push(...consumed)
  dropRetried(changes, beside)
}

function addUnrouted(
  run: EntityRun,
  changes: PageChanges,
  { notShared, moved, broken }: Routed,
  input: PageInput,
): void {
  for (const { record, reason = explainSkip('not_shared') } of notShared)
    addSkipped(run, changes, { record, reason: 'not_shared', detail: reason })
  for (const { record, move } of moved) {
    const detail = `${explainSkip('moved')} It is ${move.toResource} ${move.toId} now.`
    addSkipped(run, changes, { record, reason: 'moved', detail })
  }
  for (const { record, error } of broken)
    addUnread(run, changes, { ...record, payload: record.payload(), error }, input)
}

interface Skipped {
  readonly record: SeenRecord
  readonly reason: SkipReason
  readonly detail: string
}

function addSkipped(
  run: EntityRun,
  changes: PageChanges,
  { record: { side, resource, id }, reason, detail }: Skipped,
): void {
  count(changes, run, { side, outcome: 'skipped', reason })
  const prepared = run.mappers.find(({ pair }) => pair[side] === resource)
  if (prepared === undefined) return
  const { link, run: started, clock } = run.context
  changes.traces.push({
    linkId: link.id,
    runId: started.id,
    entity: run.entity.name,
    pair: prepared.pair,
    side,
    connecId: side === 'connec' ? id : null,
    externalId: side === 'external' ? id : null,
    at: clock(),
    outcome: 'skipped',
    reason,
    detail,
  })
}

function addUnread(
  run: EntityRun,
  changes: PageChanges,
  { side, resource, id, payload, error }: Omit<UnreadRecord, 'error'> & { error: unknown },
  { retried = [] }: PageInput,
): void {
  const before = retried.find((row) => row.side === side && row.recordId === id)
  const prepared = run.mappers.find(({ pair }) => pair[side] === resource)
  if (prepared === undefined) return
  const pair = before?.pair ?? prepared.pair
  const failure = failureOf(error)
  const kept = { pair, side, id, label: null, payload: () => payload, fingerprint: failure.message, before }
  changes.pending.push(failedRow(run, kept, failure))
  count(changes, run, { side, outcome: 'failed', reason: failure.class })
}

/** What is routed elsewhere by now, or gone, is not kept under its old pair. */
function dropRetried(changes: PageChanges, { input, pairings }: Beside): void {
  if (!input.retried?.length) return
  const inHand = new Set(
    pairings.flatMap((pairing) =>
      recordsOf(pairing).map(
        ({ side, id }) => `${pairing.prepared.pair.connec} ${pairing.prepared.pair.external} ${side} ${id}`,
      ),
    ),
  )
  const unread = new Set(input.unread.map(({ side, id }) => `${side} ${id}`))
  for (const { linkId, pair, side, recordId } of input.retried) {
    const isHere = inHand.has(`${pair.connec} ${pair.external} ${side} ${recordId}`)
    if (!isHere && !unread.has(`${side} ${recordId}`))
      changes.noLongerPending.push({ linkId, pair, side, recordId })
  }
}
