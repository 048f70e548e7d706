import { z } from 'zod'
import { conformance } from './conformance-card.js'

/** How a company signs in at an application. */
export const authOption = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oauth2') }),
  z.object({ kind: z.literal('api-key'), label: z.string() }),
  z.object({ kind: z.literal('basic'), usernameLabel: z.string(), passwordLabel: z.string() }),
])

/** An entity as a company switches it; a direction that is null does not exist for this entity. */
export const connectorEntity = z.object({
  name: z.string(),
  /** For people: "People and organizations". */
  label: z.string(),
  /** Resources of both sides, in the application's words: "contacts, leads". */
  external: z.string(),
  toConnec: z.boolean(),
  toExternal: z.boolean(),
})

/** A connector the host can use. */
export const connector = z.object({
  name: z.string(),
  displayName: z.string(),
  version: z.string(),
  apiVersion: z.string(),
  auth: z.array(authOption),
  entities: z.array(connectorEntity),
  signUpUrl: z.string().nullable(),
  /** False when a setting is missing; `missing` says which and how to set it. */
  configured: z.boolean(),
  missing: z.string().nullable(),
  /** What the conformance kit found out about it; null where the package holds no card. */
  conformance: conformance.nullable(),
})

/** A connector that could not be loaded; the host serves the rest. */
export const quarantinedConnector = z.object({
  /** Package name, or the folder where there is none. */
  name: z.string(),
  path: z.string(),
  /** What went wrong and how to mend it. */
  message: z.string(),
})

export const connectorList = z.object({
  connectors: z.array(connector),
  quarantined: z.array(quarantinedConnector),
})

export type AuthOption = z.output<typeof authOption>
export type ConnectorSummary = z.output<typeof connector>
export type ConnectorEntity = z.output<typeof connectorEntity>
export type QuarantinedConnector = z.output<typeof quarantinedConnector>
export type ConnectorList = z.output<typeof connectorList>
