import { z } from 'zod'

const side = z.enum(['connec', 'external'])

/** Asks for a plan: what a synchronization would do, without doing it. */
export const planRequest = z.object({
  /** Look at everything instead of what changed. */
  full: z.boolean().optional(),
  only: z.array(z.string()).optional(),
  /** As if this were the history limit (epoch milliseconds, null for none). */
  historyLimit: z.number().nullable().optional(),
})

/** So many records of an entity, read from one side, would have this outcome. */
export const planCount = z.object({
  entity: z.string(),
  from: side,
  /** `create`, `update`, `unchanged`, `skipped`, `parked`, `failed`, `inactivate`, `conflict`, `history`. */
  outcome: z.string(),
  reason: z.string(),
  count: z.number(),
  /** The sentence to show. */
  words: z.string(),
})

/** What a synchronization would do; moments are epoch milliseconds. */
export const plan = z.object({
  id: z.string(),
  linkId: z.string(),
  /** `applying` from when it was asked to be carried out until that is done. */
  state: z.enum(['planning', 'ready', 'failed', 'applying', 'applied']),
  options: planRequest,
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  error: z.string().nullable(),
  /** What has to be known beside the counts, in words. */
  notes: z.array(z.string()),
  /** Grow while it is made. */
  counts: z.array(planCount),
  /** Records that would be shared in addition, or no longer be kept equal, with another history limit. */
  history: z.object({ added: z.number(), left: z.number() }).nullable(),
  /** After it was applied: how what was done compares with what was shown. */
  compared: z
    .object({ asShown: z.number(), changed: z.number(), added: z.number(), gone: z.number() })
    .nullable(),
})

/** What would be done about one record. */
export const plannedRecord = z.object({
  id: z.string(),
  entity: z.string(),
  from: side,
  recordId: z.string(),
  connecId: z.string().nullable(),
  externalId: z.string().nullable(),
  label: z.string().nullable(),
  kind: z.string(),
  reason: z.string(),
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  fingerprint: z.string(),
  state: z.enum(['shown', 'as_shown', 'changed', 'added', 'gone']),
})

export const planList = z.object({ plans: z.array(plan) })

/** A plan with some of its records; `next` is the `after` of the next request, null at the end. */
export const planDetail = z.object({
  plan,
  records: z.array(plannedRecord),
  next: z.string().nullable(),
})

export type PlanRequest = z.output<typeof planRequest>
export type PlanCountSummary = z.output<typeof planCount>
export type PlanSummary = z.output<typeof plan>
export type PlannedRecordSummary = z.output<typeof plannedRecord>
export type PlanList = z.output<typeof planList>
export type PlanDetail = z.output<typeof planDetail>
