import { type Clock, createClock } from '@duet/simulator'
import type { Collection } from './simulated-record.js'

/** The switches of the simulator; without any it is a patient application with a ticking clock. */
export interface BaseCrmSimulatorOptions {
  /** The origin requests are for. @default 'https://api.getbase.com' */
  origin?: string
  /** The origin clients see, where it is another one: links to next pages lead there. */
  publicUrl?: string
  clock?: Clock
  /** A file that keeps everything across starts. */
  persistTo?: string
  /** The OAuth application registered there. */
  client?: { id: string; secret: string }
  account?: { id: number; name: string; currency: string; timezone: string; phone: string | null }
  /** Seconds an access token lives. @default 3600 */
  tokenTtl?: number
  /** Whether a refresh gives a new refresh token, and how long the old one lives on. @default ten minutes of grace */
  rotateRefreshTokens?: boolean | { graceSeconds: number }
  /** Whether requests without a User-Agent are refused. @default true */
  requireUserAgent?: boolean
  /** Whether unknown query parameters are refused. @default true */
  strictQueryParams?: boolean
  /** Whether unknown attributes are refused, and not ignored. @default true */
  strictAttributes?: boolean
  /** Requests a token may make; the real limits are 10 a second and 36,000 an hour. @default false */
  rateLimit?: false | { perSecond?: number; perHour?: number }
  /** How a throttled request is answered. @default 'empty-429' */
  rateLimitMode?: RateLimitMode
  /** How long a new contact, lead or deal is missing from lists, in milliseconds; really about 1000. @default 0 */
  indexLagMs?: number
  /** What the plan allows with products. @default 'enterprise' */
  productsPlan?: ProductsPlan
  /** Role of the user whose token is used; only administrators see costs and write products. @default 'admin' */
  role?: 'admin' | 'user'
  /** What `is_organization` does in an update. @default 'ignore' */
  isOrganizationOnPut?: 'ignore' | 'convert'
  /** How many seconds `updated_at` of a new record lies after `created_at`. @default 0 */
  updatedAfterCreatedSeconds?: number
  /** Custom fields that lists can be filtered by. */
  filterableCustomFields?: readonly string[]
  /** The first id of a collection, where it shall not have the magnitude of real ones. */
  firstIds?: Partial<Record<Collection, number>>
}

export type RateLimitMode = 'empty-429' | 'json-429' | '404-429.json'
export type ProductsPlan = 'enterprise' | 'read-only' | 'none-403' | 'none-500'

/** The switches with every default filled in. */
export type SimulatorConfig = Required<Omit<BaseCrmSimulatorOptions, 'persistTo'>> & {
  persistTo: string | undefined
}

export function simulatorConfig(options: BaseCrmSimulatorOptions): SimulatorConfig {
  const origin = options.origin ?? 'https://api.getbase.com'
  return {
    client: { id: 'duet-basecrm', secret: 'basecrm-secret' },
    account: {
      id: 1_027_365,
      name: 'Northwind Labs',
      currency: 'GBP',
      timezone: 'UTC+01:00',
      phone: '+44 20 5550 1000',
    },
    tokenTtl: 3600,
    rotateRefreshTokens: { graceSeconds: 600 },
    requireUserAgent: true,
    strictQueryParams: true,
    strictAttributes: true,
    rateLimit: false,
    rateLimitMode: 'empty-429',
    indexLagMs: 0,
    productsPlan: 'enterprise',
    role: 'admin',
    isOrganizationOnPut: 'ignore',
    updatedAfterCreatedSeconds: 0,
    filterableCustomFields: [],
    firstIds: {},
    ...options,
    origin,
    publicUrl: options.publicUrl ?? origin,
    clock: options.clock ?? createClock({ ticking: true }),
    persistTo: options.persistTo,
  }
}
