import type { Json } from '@duet/core'
import { z } from 'zod'
import {
  anyJson,
  type ColumnsOf,
  integer,
  json,
  optionalInteger,
  optionalProse,
  optionalText,
  rowCodec,
  text,
} from './columns.js'

/** So many records of an entity would have this outcome. */
export interface PlanCount {
  entity: string
  /** The side the records were read from; writes go to the other one. */
  side: 'connec' | 'external'
  /** `create`, `update`, `unchanged`, `skipped`, `parked`, `failed`, `conflict`, `inactivate` … */
  outcome: string
  /** Why, in a word; empty where nothing needs saying. */
  reason: string
  count: number
}

/** What a synchronization would do, as it was found out without doing it. Times are epoch milliseconds. */
export interface StoredPlan {
  id: string
  linkId: string
  state: 'planning' | 'ready' | 'failed' | 'applied'
  options: Json
  counts: PlanCount[]
  /** What a reader has to know about it, in words. */
  notes: string[]
  error: string | null
  /** The run that applied it. */
  runId: string | null
  createdAt: number
  finishedAt: number | null
}

const counts = z.array(
  z.object({
    entity: z.string(),
    side: z.enum(['connec', 'external']),
    outcome: z.string(),
    reason: z.string(),
    count: z.number(),
  }),
)

export const planColumns = {
  id: text(),
  linkId: text(),
  state: text<StoredPlan['state']>(),
  options: anyJson,
  counts: json(counts),
  notes: json(z.array(z.string())),
  error: optionalProse,
  runId: optionalText(),
  createdAt: integer,
  finishedAt: optionalInteger,
} satisfies ColumnsOf<StoredPlan>

export const planRow = rowCodec(planColumns)
