import { z } from 'zod'

/** Counts of a run: `read = applied + unchanged + skipped + parked + failed`. */
export const runTotals = z.object({
  read: z.number(),
  applied: z.number(),
  unchanged: z.number(),
  /** By reason. */
  skipped: z.record(z.string(), z.number()),
  parked: z.number(),
  failed: z.number(),
  writesToConnec: z.number(),
  writesToExternal: z.number(),
})

export const runStatus = z.enum(['running', 'succeeded', 'partial', 'failed', 'suspended'])

/** One synchronization and its report; moments are epoch milliseconds. */
export const run = z.object({
  id: z.string(),
  number: z.number(),
  trigger: z.string(),
  status: runStatus,
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  /** In words, when it failed or was suspended. */
  error: z.string().nullable(),
  /** What a running one is doing, in words: "Reading contacts". */
  activity: z.string().nullable(),
  /** Entities that were left out because the account's plan does not include them, and why, in words. */
  unavailable: z.record(z.string(), z.string()),
  totals: runTotals,
})

/** A run with its counts by entity. */
export const runDetail = run.extend({ entities: z.array(z.object({ name: z.string(), totals: runTotals })) })

/** Newest first; `next` is the `before` of the next request, null at the end. */
export const runList = z.object({ runs: z.array(run), next: z.string().nullable() })

export const synchronizeRequest = z.object({
  full: z.boolean().optional(),
  only: z.array(z.string()).optional(),
  forced: z.boolean().optional(),
  /** Go on with a mass change that was stopped. */
  acceptMassChange: z.boolean().optional(),
})

export type RunTotals = z.output<typeof runTotals>
export type RunStatus = z.output<typeof runStatus>
export type Run = z.output<typeof run>
export type RunDetail = z.output<typeof runDetail>
export type RunList = z.output<typeof runList>
export type SynchronizeRequest = z.output<typeof synchronizeRequest>
