import type { ParsedSettings } from './settings-schema.js'

/** One Connec! service and our keys to it. */
export type TenantSettings = ParsedSettings['tenants'][string]

/** What the host knows of one application: the client it is registered as there. */
export type ConnectorSettings = ParsedSettings['connectors'][string]

/** Everything decided; past this nothing is optional that has a default. */
export interface Settings extends Omit<ParsedSettings, 'database' | 'dataFolder'> {
  /** The file they were read from; null when there is none and the defaults hold. */
  readonly file: string | null
  /** Absolute; relative paths of the settings start here. */
  readonly folder: string
  /** Absolute. */
  readonly dataFolder: string
  readonly database: { readonly file: string } | { readonly url: string; readonly schema?: string }
}

/** Where browsers and other servers reach the host. */
export const publicUrlOf = ({ host }: Settings, port = host.port): string =>
  host.publicUrl ?? `http://localhost:${port}`
