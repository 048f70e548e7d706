import type { Json, Side } from '@duet/core'
import { z } from 'zod'
import { type ColumnsOf, json, optionalProse, optionalText, rowCodec, text } from './columns.js'
import { flattenPair, gatherPair, type Pair } from './pair.js'

/** One field a write would change, in the spelling of the side written to. */
export interface PlannedChange {
  field: string
  before: Json
  after: Json
}

/** What a plan says about one record that would be written, needs somebody, or ends its pair. */
export interface PlannedRecord {
  id: string
  planId: string
  entity: string
  pair: Pair
  /** The side the record was read from; a write goes to the other one. */
  side: Side
  recordId: string
  connecId: string | null
  externalId: string | null
  label: string | null
  /** `create`, `update`, `conflict`, `inactivate`, `parked`, `failed`. */
  kind: string
  /** Why, in words; empty where the changes say it. */
  reason: string
  changes: PlannedChange[]
  /** Tells whether what would be done is still the same. */
  fingerprint: string
  /** `shown` until the plan is applied; then how what was done compares with what was shown. */
  state: 'shown' | 'as_shown' | 'changed' | 'added' | 'gone'
}

interface FlatPlannedRecord extends Omit<PlannedRecord, 'pair'> {
  connecResource: string
  externalResource: string
}

const changes: z.ZodType<PlannedChange[]> = z.array(
  z.object({
    field: z.string(),
    before: z.custom<Json>((value) => value !== undefined),
    after: z.custom<Json>((value) => value !== undefined),
  }),
)

export const plannedColumns = {
  id: text(),
  planId: text(),
  entity: text(),
  connecResource: text(),
  externalResource: text(),
  side: text<Side>(),
  recordId: text(),
  connecId: optionalText(),
  externalId: optionalText(),
  label: optionalProse,
  kind: text(),
  reason: text(),
  changes: json(changes),
  fingerprint: text(),
  state: text<PlannedRecord['state']>(),
} satisfies ColumnsOf<FlatPlannedRecord>

const codec = rowCodec(plannedColumns)

export const plannedRow = {
  write: (record: PlannedRecord) => codec.write(flattenPair(record)),
  read: (stored: Parameters<typeof codec.read>[0]): PlannedRecord => gatherPair(codec.read(stored)),
}
