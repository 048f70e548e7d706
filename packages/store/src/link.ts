import { z } from 'zod'
import {
  type ColumnsOf,
  integer,
  json,
  optionalInteger,
  optionalProse,
  optionalText,
  rowCodec,
  text,
} from './columns.js'

/** What a company switched on for one entity. */
export interface EntitySwitch {
  toConnec: boolean
  toExternal: boolean
}

/** How a link fares, in words a person reads. */
export interface LinkHealth {
  state: 'ok' | 'degraded' | 'failing' | 'needs_reauth' | 'suspended'
  message: string | null
  /** Since when, epoch milliseconds. */
  since: number
}

/** One organization's account in one application. Times are epoch milliseconds. */
export interface Link {
  id: string
  organizationId: string
  /** Name of the connector, `basecrm`. */
  connector: string
  status: 'linked' | 'needs_reauth' | 'unlinked'
  /** The account at the application; linked once only. */
  accountId: string | null
  accountName: string | null
  /** By entity name; an entity that is absent is off. */
  entities: Record<string, EntitySwitch>
  /** Records created before it are not shared. */
  historyLimit: number | null
  health: LinkHealth
  consecutiveFailures: number
  /** No unforced run before this time. */
  suspendedUntil: number | null
  /** When the scheduler takes it up; null: never. */
  nextRunAt: number | null
  intervalMs: number
  createdAt: number
  updatedAt: number
}

const entities = z.record(z.string(), z.object({ toConnec: z.boolean(), toExternal: z.boolean() }))

const health = z.object({
  state: z.enum(['ok', 'degraded', 'failing', 'needs_reauth', 'suspended']),
  message: z.string().nullable(),
  since: z.number(),
})

export const linkColumns = {
  id: text(),
  organizationId: text(),
  connector: text(),
  status: text<Link['status']>(),
  accountId: optionalText(),
  accountName: optionalProse,
  entities: json(entities),
  historyLimit: optionalInteger,
  health: json(health),
  consecutiveFailures: integer,
  suspendedUntil: optionalInteger,
  nextRunAt: optionalInteger,
  intervalMs: integer,
  createdAt: integer,
  updatedAt: integer,
} satisfies ColumnsOf<Link>

export const linkRow = rowCodec(linkColumns)
