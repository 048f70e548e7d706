import type { ConflictSummary, InboxRecord, SharedRecord } from '@duet/host-api'
import type { Conflict, IdMap, PendingRecord } from '@duet/store'
import { z } from 'zod'
import { asText } from '../as-text.js'

/** A pair of records as the page shows it. */
export const describeRecord = (idMap: IdMap): SharedRecord => ({
  id: idMap.id,
  entity: idMap.entity,
  label: idMap.label,
  connecResource: idMap.connecResource,
  connecId: idMap.connecId,
  externalResource: idMap.externalResource,
  externalId: idMap.externalId,
  inactive: idMap.inactive,
  message: idMap.message,
  pushedToConnecAt: idMap.pushedAt.connec,
  pushedToExternalAt: idMap.pushedAt.external,
})

/** A record that waits or was refused, as the inbox shows it. */
export const describePending = (record: PendingRecord): InboxRecord => ({
  id: record.id,
  entity: record.entity,
  label: record.label,
  side: record.side,
  recordId: record.recordId,
  state: record.state,
  class: record.class,
  field: record.field,
  message: record.message,
  attempts: record.attempts,
  nextAttemptAt: record.nextAttemptAt,
  lastAt: record.lastAt,
  candidates: record.class === 'ambiguous' ? candidatesOf(record) : null,
})

const candidates = z.object({
  candidates: z.array(z.object({ id: z.string(), label: z.string().nullable() })),
})

const candidatesOf = ({ payload }: PendingRecord) => candidates.safeParse(payload).data?.candidates ?? []

/** A conflict as the inbox shows it. */
export const describeConflict = (conflict: Conflict): ConflictSummary => ({
  id: conflict.id,
  entity: conflict.entity,
  connecId: conflict.connecId,
  externalId: conflict.externalId,
  field: conflict.field,
  connecValue: asText(conflict.connecValue),
  externalValue: asText(conflict.externalValue),
  winner: conflict.winner,
  policy: conflict.policy,
  at: conflict.at,
})
