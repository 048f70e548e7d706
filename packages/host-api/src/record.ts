import { z } from 'zod'
import { heldEntity } from './link.js'

/** A pair of records and what is known of it. */
export const sharedRecord = z.object({
  id: z.string(),
  entity: z.string(),
  label: z.string().nullable(),
  connecResource: z.string(),
  connecId: z.string().nullable(),
  externalResource: z.string(),
  externalId: z.string().nullable(),
  inactive: z.boolean(),
  message: z.string().nullable(),
  pushedToConnecAt: z.number().nullable(),
  pushedToExternalAt: z.number().nullable(),
})

export const sharedRecordList = z.object({
  records: z.array(sharedRecord),
  /** How many fit the filter, on all pages together. */
  total: z.number(),
  /** The `after` of the next request, null at the end. */
  next: z.string().nullable(),
})

/** One decision about a record, in words. */
export const decision = z.object({
  at: z.number(),
  entity: z.string(),
  side: z.enum(['connec', 'external']),
  outcome: z.string(),
  reason: z.string(),
  /** The sentence to show. */
  words: z.string(),
  runNumber: z.number().nullable(),
})

/** The last decisions about a record, newest first, found by either id. */
export const whyAnswer = z.object({ record: sharedRecord.nullable(), decisions: z.array(decision) })

/** A record that waits (parked) or was refused (failed), with the reason. */
export const inboxRecord = z.object({
  id: z.string(),
  entity: z.string(),
  label: z.string().nullable(),
  side: z.enum(['connec', 'external']),
  recordId: z.string(),
  state: z.enum(['parked', 'failed', 'dead', 'ignored']),
  class: z.string().nullable(),
  field: z.string().nullable(),
  message: z.string(),
  attempts: z.number(),
  nextAttemptAt: z.number().nullable(),
  lastAt: z.number(),
  /** Records of the other side it may be, for one whose counterpart could not be told; null for all others. */
  candidates: z.array(z.object({ id: z.string(), label: z.string().nullable() })).nullable(),
})

/** A field both sides changed, and what was decided. */
export const conflict = z.object({
  id: z.string(),
  entity: z.string(),
  connecId: z.string(),
  externalId: z.string(),
  field: z.string(),
  connecValue: z.string(),
  externalValue: z.string(),
  winner: z.enum(['connec', 'external']).nullable(),
  /** What decided: `newest`, `connec`, `external`, `manual`, `preempt`; `flip_flop`: it went back and forth. */
  policy: z.string(),
  at: z.number(),
})

export const inbox = z.object({
  records: z.array(inboxRecord),
  conflicts: z.array(conflict),
  /** Entities stopped before a mass change. */
  held: z.array(heldEntity),
})

/** A decision: the side that wins a conflict, or the record that is meant, or that it is to be created anew. */
export const resolveRequest = z.union([
  z.object({ id: z.string(), winner: z.enum(['connec', 'external']) }),
  z.object({ id: z.string(), adopt: z.string().min(1) }),
  z.object({ id: z.string(), create: z.literal(true) }),
])

export const inboxRequest = z.object({ ids: z.array(z.string()).min(1) })

export type SharedRecord = z.output<typeof sharedRecord>
export type SharedRecordList = z.output<typeof sharedRecordList>
export type Decision = z.output<typeof decision>
export type WhyAnswer = z.output<typeof whyAnswer>
export type InboxRecord = z.output<typeof inboxRecord>
export type ConflictSummary = z.output<typeof conflict>
export type ResolveRequest = z.output<typeof resolveRequest>
export type Inbox = z.output<typeof inbox>
