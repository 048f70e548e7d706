import type { Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { SeenRecord } from '../seen-record.js'

/** The records of one pair that are in hand, under one mapper. */
export interface Pairing {
  readonly prepared: PreparedMapper
  /** As stored, or as it will be once both ids are known. */
  readonly idMap: IdMap | undefined
  /** True when the id map is not stored as it is here: it was just made, or has just ended. */
  readonly unsaved?: boolean | undefined
  readonly connec?: SeenRecord | undefined
  readonly external?: SeenRecord | undefined
  /** Set when a record claims an id that another one is paired with. */
  readonly duplicate?: string | undefined
}

/** The records of a pairing that are in hand. */
export function recordsOf({ connec, external }: Pairing): SeenRecord[] {
  if (connec === undefined) return external === undefined ? [] : [external]
  return external === undefined ? [connec] : [connec, external]
}

export const recordKey = (side: Side, resource: string, id: string): string => `${side} ${resource} ${id}`
