import type { RecordName } from '@duet/core'
import type { IdMap } from '@duet/store'
import { z } from 'zod'

/** What the record of the application was before it became this one; kept in the id map. */
export const MOVED_FROM = 'moved_from'

const names = z.array(z.object({ resource: z.string(), id: z.string() }))

/** The records of the application that have become the one of a pair, first to last. */
export const movedFrom = (idMap: IdMap | undefined): readonly RecordName[] =>
  names.safeParse(idMap?.metadata[MOVED_FROM]).data ?? []

/** A pair that has moved agrees on nothing until both its records have been looked at. */
export const isUnmet = (idMap: IdMap | undefined): boolean =>
  idMap?.base === null && movedFrom(idMap).length > 0
