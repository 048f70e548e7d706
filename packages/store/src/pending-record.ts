import type { Json, Side } from '@duet/core'
import { z } from 'zod'
import {
  anyJson,
  type ColumnsOf,
  integer,
  optionalInteger,
  optionalJson,
  optionalProse,
  optionalText,
  prose,
  rowCodec,
  text,
} from './columns.js'
import { flattenPair, gatherPair, type Pair } from './pair.js'

/** Why a record did not go through. */
export type FailureClass =
  | 'validation'
  | 'permission'
  | 'missing_reference'
  | 'conflict'
  | 'remote_4xx'
  | 'remote_5xx'
  | 'duplicate_id'
  | 'ambiguous'

/** The record another one waits for: an id of `side` that is not mapped yet; `resource` is the Connec! resource. */
export interface MissingReference {
  resource: string
  side: Side
  id: string
}

/** Which record of a link: its pair, the side it was read from, and its id there. */
export interface PendingKey {
  linkId: string
  pair: Pair
  side: Side
  recordId: string
}

/** What a person decided about a record whose counterpart could not be told: which record it is, or that it is none. */
export type PendingDecision = { kind: 'adopt'; id: string } | { kind: 'create' }

/** A record that is kept to be tried again by itself. Times are epoch milliseconds. */
export interface PendingRecord extends PendingKey {
  id: string
  entity: string
  /** `parked` waits for a reference, `failed` for its next attempt, `dead` and `ignored` for a person. */
  state: 'parked' | 'failed' | 'dead' | 'ignored'
  class: FailureClass | null
  message: string
  /** Path of the field at fault. */
  field: string | null
  missing: MissingReference | null
  label: string | null
  payload: Json
  /** Tells whether the record is still the one that failed. */
  fingerprint: string
  attempts: number
  nextAttemptAt: number | null
  firstAt: number
  lastAt: number
  /** Carried out by the next run; null while nobody decided. */
  decision: PendingDecision | null
}

interface FlatPendingRecord extends Omit<PendingRecord, 'pair' | 'missing'> {
  connecResource: string
  externalResource: string
  missingResource: string | null
  missingSide: Side | null
  missingId: string | null
}

const decision: z.ZodType<PendingDecision> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('adopt'), id: z.string() }),
  z.object({ kind: z.literal('create') }),
])

export const pendingColumns = {
  id: text(),
  linkId: text(),
  entity: text(),
  connecResource: text(),
  externalResource: text(),
  side: text<Side>(),
  recordId: text(),
  state: text<PendingRecord['state']>(),
  class: optionalText<FailureClass>(),
  message: prose,
  field: optionalText(),
  missingResource: optionalText(),
  missingSide: optionalText<Side>(),
  missingId: optionalText(),
  label: optionalProse,
  payload: anyJson,
  fingerprint: text(),
  attempts: integer,
  nextAttemptAt: optionalInteger,
  firstAt: integer,
  lastAt: integer,
  decision: optionalJson(decision),
} satisfies ColumnsOf<FlatPendingRecord>

const codec = rowCodec(pendingColumns)

export const pendingRow = {
  write({ missing, ...record }: PendingRecord) {
    return codec.write({
      ...flattenPair(record),
      missingResource: missing?.resource ?? null,
      missingSide: missing?.side ?? null,
      missingId: missing?.id ?? null,
    })
  },
  read(stored: Parameters<typeof codec.read>[0]): PendingRecord {
    const { missingResource: resource, missingSide: side, missingId: id, ...flat } = codec.read(stored)
    const missing = resource === null || side === null || id === null ? null : { resource, side, id }
    return { ...gatherPair(flat), missing }
  },
}
