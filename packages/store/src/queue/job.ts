import { type ColumnsOf, integer, optionalInteger, optionalProse, optionalText, text } from '../columns.js'

/** A job of the SQLite queue: "look at this link". Times are epoch milliseconds. */
export interface Job {
  id: string
  linkId: string
  state: 'waiting' | 'running' | 'dead'
  /** Higher ones go first. */
  priority: number
  /** Not before. */
  runAt: number
  /** How many times it has been started. */
  attempts: number
  leaseToken: string | null
  leaseUntil: number | null
  /** Why the last attempt failed. */
  error: string | null
  createdAt: number
}

export const jobColumns = {
  id: text(),
  linkId: text(),
  state: text<Job['state']>(),
  priority: integer,
  runAt: integer,
  attempts: integer,
  leaseToken: optionalText(),
  leaseUntil: optionalInteger,
  error: optionalProse,
  createdAt: integer,
} satisfies ColumnsOf<Job>
