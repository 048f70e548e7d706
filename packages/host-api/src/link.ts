import { z } from 'zod'
import { run } from './run.js'

/** Whether an entity travels, by direction. */
export const entitySwitch = z.object({ toConnec: z.boolean(), toExternal: z.boolean() })

/** How a link is doing, with the reason in words. */
export const linkHealth = z.object({
  state: z.enum(['ok', 'degraded', 'failing', 'needs_reauth', 'suspended']),
  message: z.string().nullable(),
  since: z.number(),
})

/** An entity that was stopped, what would have happened and how to go on. */
export const heldEntity = z.object({ entity: z.string(), message: z.string(), at: z.number() })

/** One organization's account in one application. */
export const link = z.object({
  id: z.string(),
  organizationId: z.string(),
  connector: z.string(),
  displayName: z.string(),
  status: z.enum(['linked', 'needs_reauth', 'unlinked']),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  entities: z.record(z.string(), entitySwitch),
  /** Records created before this moment are not shared; null shares all. */
  historyLimit: z.number().nullable(),
  health: linkHealth,
  nextRunAt: z.number().nullable(),
  intervalMs: z.number(),
  createdAt: z.number(),
  sharedRecords: z.number(),
  waiting: z.object({ parked: z.number(), failed: z.number() }),
  /** Entities stopped before a mass change, until somebody accepts it. */
  held: z.array(heldEntity),
  running: run.nullable(),
  lastRun: run.nullable(),
})

export const linkList = z.object({ links: z.array(link) })

/** Starts a link: by redirect where the application has a consent page, else with the credentials given. */
export const createLinkRequest = z.object({
  connector: z.string(),
  credentials: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('api-key'), key: z.string().min(1) }),
      z.object({ kind: z.literal('basic'), username: z.string().min(1), password: z.string() }),
    ])
    .optional(),
})

/** Either the consent page to go to, or the link that now exists. */
export const createLinkAnswer = z.union([z.object({ authorizeUrl: z.string() }), z.object({ link })])

export const updateLinkRequest = z.object({
  entities: z.record(z.string(), entitySwitch).optional(),
  historyLimit: z.number().nullable().optional(),
})

export type EntitySwitch = z.output<typeof entitySwitch>
export type HeldEntity = z.output<typeof heldEntity>
export type LinkHealth = z.output<typeof linkHealth>
export type Link = z.output<typeof link>
export type LinkList = z.output<typeof linkList>
export type CreateLinkRequest = z.output<typeof createLinkRequest>
export type CreateLinkAnswer = z.output<typeof createLinkAnswer>
export type UpdateLinkRequest = z.output<typeof updateLinkRequest>
