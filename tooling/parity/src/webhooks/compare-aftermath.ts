import type { IdMap, PendingRecord } from '@duet/store'
import { comparableCall, comparableOperation, type PairedIds } from './comparable.js'
import { type Comparable, type Compared, compareSets } from './compare-sets.js'
import { connecName } from './entity-pairs.js'
import type { Aftermath } from './follow-message.js'
import { idMark, kindMark } from './notes.js'
import type { RecordedIdMap, RecordedOperation, WebhookVector } from './webhook-vector.js'

/** What differs between what was recorded to follow a message and what followed it, each in words. */
export function compareAftermath({ expected, idMaps }: WebhookVector, actual: Aftermath): string[] {
  const pairedIds = pairedIdsOf([...idMaps, ...expected.idMaps], actual.collections)
  const operation = (one: RecordedOperation) => comparableOperation(one, pairedIds)
  const operations = expected.connecBatches.flatMap(({ ops }) => ops)
  const sets: Record<string, Omit<Compared, 'notes'>> = {
    calls: {
      expected: expected.externalCalls.map(comparableCall),
      actual: actual.calls.map(comparableCall),
    },
    'writes to the hub': {
      expected: operations.map(operation),
      actual: actual.operations.map(operation),
    },
    'id maps': {
      expected: expected.idMaps.flatMap(recordedPair),
      actual: actual.idMaps.flatMap(ownPair),
    },
    failures: {
      expected: expected.idMaps.flatMap(recordedFailure),
      actual: actual.failures.map(ownFailure),
    },
  }
  return Object.entries(sets).flatMap(([what, set]) => compareSets(what, { ...set, notes: actual.notes }))
}

function pairedIdsOf(recorded: readonly RecordedIdMap[], collections: Aftermath['collections']): PairedIds {
  const known = new Map(
    recorded.flatMap(({ connec_id, connec_entity, external_id }) => {
      const collection = collections.get(connecName(connec_entity))
      return connec_id && external_id ? [[`${collection} ${external_id}`, connec_id] as const] : []
    }),
  )
  return (collection, externalId) => known.get(`${collection} ${externalId}`)
}

interface PairFacts {
  readonly kinds: readonly [string, string]
  readonly ids: readonly [string, string]
  readonly optedOut: { readonly toConnec: boolean; readonly toExternal: boolean }
  readonly inactive: boolean
  readonly label: string | null
  readonly pushed: { readonly connec: boolean; readonly external: boolean }
}

function comparablePair({ kinds, ids, optedOut, inactive, label, pushed }: PairFacts): Comparable {
  const facts = [
    `"${label ?? ''}"`,
    optedOut.toConnec && 'not to Connec!',
    optedOut.toExternal && 'not to the application',
    inactive && 'inactive',
    pushed.connec && 'pushed to connec',
    pushed.external && 'pushed to external',
  ].filter((fact) => fact !== false)
  const [connec, external] = kinds.map((kind) => kind.toLowerCase())
  return {
    text: `${connec} ${ids[0]} = ${external} ${ids[1]}, ${facts.join(', ')}`,
    marks: [...kinds.map(kindMark), ...ids.map(idMark)],
  }
}

function recordedPair(row: RecordedIdMap): Comparable[] {
  const { connec_id, external_id } = row
  if (!connec_id || !external_id) return []
  return [
    comparablePair({
      kinds: [connecName(row.connec_entity), row.external_entity],
      ids: [connec_id, external_id],
      optedOut: { toConnec: row.to_connec === false, toExternal: row.to_external === false },
      inactive: row.external_inactive === true,
      label: row.name ?? null,
      pushed: { connec: row.last_push_to_connec != null, external: row.last_push_to_external != null },
    }),
  ]
}

function ownPair(row: IdMap): Comparable[] {
  const { connecId, externalId, connecResource, externalResource, optedOut, inactive, label, pushedAt } = row
  if (connecId === null || externalId === null) return []
  return [
    comparablePair({
      kinds: [connecResource, externalResource],
      ids: [connecId, externalId],
      optedOut,
      inactive,
      label,
      pushed: { connec: pushedAt.connec !== null, external: pushedAt.external !== null },
    }),
  ]
}

/** A row with one id and a message is a record that failed. */
function recordedFailure(row: RecordedIdMap): Comparable[] {
  const { connec_id, external_id, message } = row
  if (!message || (connec_id && external_id)) return []
  return [
    comparableFailure([connecName(row.connec_entity), row.external_entity], connec_id || external_id || ''),
  ]
}

const ownFailure = ({ pair, recordId }: PendingRecord): Comparable =>
  comparableFailure([pair.connec, pair.external], recordId)

const comparableFailure = (kinds: readonly [string, string], id: string): Comparable => ({
  text: `${kinds.join(' to ').toLowerCase()}: ${id}`,
  marks: [...kinds.map(kindMark), idMark(id)],
})
