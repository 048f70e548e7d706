import type { Json } from '@duet/core'
import {
  anyJson,
  type ColumnsOf,
  integer,
  optionalInteger,
  optionalProse,
  rowCodec,
  text,
} from './columns.js'

/** What made a run start. */
export type RunTrigger = 'manual' | 'schedule' | 'notification' | 'webhook' | 'retry'

export type RunStatus = 'running' | 'succeeded' | 'partial' | 'failed' | 'suspended'

/** The right to write in the name of a run, until `until`; `token` changes hands with it. */
export interface RunLease {
  owner: string
  token: string
  until: number
}

/** One synchronization of a link. Times are epoch milliseconds. */
export interface Run {
  id: string
  linkId: string
  /** 1, 2, 3 … per link. */
  number: number
  trigger: RunTrigger
  options: Json
  status: RunStatus
  startedAt: number
  finishedAt: number | null
  /** Why it did not succeed, in words. */
  error: string | null
  /** How far it is, for the page that shows it. */
  progress: Json
  lease: RunLease
}

interface FlatRun extends Omit<Run, 'lease'> {
  leaseOwner: string
  leaseToken: string
  leaseUntil: number
}

export const runColumns = {
  id: text(),
  linkId: text(),
  number: integer,
  trigger: text<RunTrigger>(),
  options: anyJson,
  status: text<RunStatus>(),
  startedAt: integer,
  finishedAt: optionalInteger,
  error: optionalProse,
  progress: anyJson,
  leaseOwner: text(),
  leaseToken: text(),
  leaseUntil: integer,
} satisfies ColumnsOf<FlatRun>

const codec = rowCodec(runColumns)

export const runRow = {
  write: ({ lease, ...run }: Run) =>
    codec.write({ ...run, leaseOwner: lease.owner, leaseToken: lease.token, leaseUntil: lease.until }),
  read(stored: Parameters<typeof codec.read>[0]): Run {
    const { leaseOwner, leaseToken, leaseUntil, ...run } = codec.read(stored)
    return { ...run, lease: { owner: leaseOwner, token: leaseToken, until: leaseUntil } }
  },
}
