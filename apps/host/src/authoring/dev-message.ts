import type { Complaint } from '@duet/core'
import type { SessionPorts } from './session-ports.js'

/** What a process of `duet dev` is to do: check the connector as it stands now, or open a session with it. */
export interface DevTask {
  readonly kind: 'check' | 'session'
  readonly folder: string
  readonly dataFolder: string
  readonly ports: SessionPorts
  readonly logLevel: string
}

/** Where everything is, once a session is open. */
export interface SessionPlaces {
  readonly page: string
  /** Undefined when somebody has signed in before. */
  readonly signIn?: string
  readonly simulator: string
  readonly hub: string
  readonly settings: string
  /** The account that is linked, or why none is. */
  readonly account: string
}

/** What it tells the process that started it. */
export type DevMessage =
  | { readonly kind: 'checked'; readonly complaints: readonly Complaint[] }
  | { readonly kind: 'ready'; readonly places: SessionPlaces }
  | { readonly kind: 'failed'; readonly message: string }
