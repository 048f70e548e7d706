import type { ResourceStore, StoredRecord } from '@duet/simulator'

/** A record as the simulator keeps it; attributes that were never set may be absent. */
export interface SimulatedRecord extends StoredRecord {
  id: number
  [attribute: string]: unknown
}

export type SimulatedStore = ResourceStore<SimulatedRecord>

/** Names of the collections, as in paths below `/v2`. */
export const collections = [
  'accounts',
  'users',
  'contacts',
  'leads',
  'lead_statuses',
  'deals',
  'products',
  'stages',
  'pipelines',
  'lead_conversions',
] as const

export type Collection = (typeof collections)[number]
export type Stores = Record<Collection, SimulatedStore>
