import { z } from 'zod'

const stored = z.object({
  at: z.string(),
  last: z.string().nullable(),
  newest: z.number().nullable(),
  startedAt: z.number(),
})

/** How far a first reading got; kept in the row of its cursor. */
export interface ReadingCheckpoint {
  /** Where the last page done begins, in the reader's own words. */
  readonly at: string
  /** Id of that page's last record: found there again, no record has moved past it. */
  readonly last: string | null
  /** The newest change seen so far, epoch milliseconds. */
  readonly newest: number | null
  /** When the first attempt at this reading began, epoch milliseconds. */
  readonly startedAt: number
}

export const writeCheckpoint = (checkpoint: ReadingCheckpoint): string => JSON.stringify(checkpoint)

/** Undefined for what this program did not write: the reading then starts over. */
export function readCheckpoint(text: string | null): ReadingCheckpoint | undefined {
  if (text === null) return undefined
  try {
    return stored.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
