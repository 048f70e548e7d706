import { z } from 'zod'

const HOUR_MS = 3_600_000

const webUrl = z.url({ protocol: /^https?$/ })
const origin = webUrl.transform((text) => new URL(text).origin)
const key = z.string().min(1)
const pageSize = z.int().min(1).max(1000)

const host = z.strictObject({
  port: z.int().min(0).max(65_535).default(4200),
  address: z.string().min(1).default('127.0.0.1'),
  /** Where browsers, applications and the hub reach the host; `http://localhost:<port>` unless set. */
  publicUrl: webUrl.transform((text) => text.replace(/\/+$/, '')).optional(),
})

const database = z.strictObject({
  url: z.url({ protocol: /^postgres(ql)?$/, hostname: /.*/ }),
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,40}$/)
    .optional(),
})

const tenant = z.strictObject({
  connec: z.strictObject({ host: webUrl, apiId: key, apiKey: key }),
})

const organization = z.strictObject({ tenant: key, uid: key, name: key })

const connector = z.strictObject({
  clientId: key.optional(),
  clientSecret: key.optional(),
  /** Replaces the origin of the connector's URLs: a simulator, a test environment. */
  origin: origin.optional(),
  webhookSecret: key.optional(),
  firstPageSize: pageSize.optional(),
  /** Replaces what the connector says an account may ask: a better plan, a simulator. */
  rateLimit: z
    .strictObject({
      perSecond: z.number().positive().optional(),
      perHour: z.number().positive().optional(),
      maxConcurrent: z.int().positive().optional(),
    })
    .optional(),
})

const share = z.number().min(0).max(1)

/** When a run stops and asks: changes of more than a share of an entity's pairs, and of `minimum` at least. */
const massChange = z.strictObject({
  overwrite: share.default(0.5),
  inactivate: share.default(0.2),
  minimum: z.int().min(1).default(50),
})

/** A field that goes back and forth so many times within so long is left to a person. */
const flipFlop = z.strictObject({
  times: z.int().min(2).default(3),
  withinMs: z
    .int()
    .min(1000)
    .default(24 * HOUR_MS),
})

const days = z.int().min(1)

/** What is kept of the past. The last success of a link, its cursors and what waits for a person are kept whatever this says. */
const keep = z.strictObject({
  /** Of each link, with their ledgers. */
  runs: z.int().min(10).default(500),
  /** Decisions about each record. */
  traces: z.int().min(1).default(20),
  /** Decided ones. */
  conflictDays: days.default(365),
  /** Processed ones. */
  notificationDays: days.default(30),
})

const synchronization = z.strictObject({
  intervalMs: z.int().min(1000).default(HOUR_MS),
  firstPageSize: pageSize.default(50),
  pageSize: pageSize.default(100),
  /** Writes under way at once in one run, and links at once in one worker. */
  concurrency: z.int().min(1).max(64).default(4),
  massChange: massChange.prefault({}),
  flipFlop: flipFlop.prefault({}),
})

/** `duet.config.json` as people write it. */
export const settingsSchema = z.strictObject({
  host: host.prefault({}),
  dataFolder: z.string().min(1).default('.duet'),
  database: database.optional(),
  /** 32 bytes in base64 or hex: seals the credentials of links. */
  secretKey: z.string().min(16).optional(),
  /** Keys that still open what they sealed. */
  previousSecretKeys: z.array(z.string().min(16)).default([]),
  tenants: z.record(z.string(), tenant).default({}),
  organizations: z.array(organization).default([]),
  connectors: z.record(z.string(), connector).default({}),
  connectorPackages: z.array(z.string().min(1)).default([]),
  /** A connector is being written: only `connectorPackages` are loaded, from their TypeScript sources where these are at hand. */
  authoring: z.boolean().default(false),
  synchronization: synchronization.prefault({}),
  keep: keep.prefault({}),
  workers: z.int().min(0).max(64).default(1),
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info') }).prefault({}),
})

export type WrittenSettings = z.input<typeof settingsSchema>
export type ParsedSettings = z.output<typeof settingsSchema>
