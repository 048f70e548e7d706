import type { Mapper, PlainRecord, Side } from '@duet/core'
import type { Pair } from '@duet/store'
import { type FieldGroups, fieldGroupsOf } from './field-group.js'
import { flatten, type Image } from './image.js'

/** A mapper made ready for a run: its field groups, and what its hooks asked for. */
export interface PreparedMapper {
  readonly mapper: Mapper
  readonly pair: Pair
  readonly groups: FieldGroups
  /** Defaults as images, by the side of the draft. */
  readonly defaults: Readonly<Record<Side, Image>>
  readonly context: unknown
  /** The draft a record of `side` becomes on the other side. */
  draftOf(side: Side, fields: PlainRecord): PlainRecord
}

/** Prepares a mapper; `context` is what its `prepare` returned. */
export function preparedMapper(mapper: Mapper, context: unknown): PreparedMapper {
  return {
    mapper,
    pair: { connec: mapper.connec.name, external: mapper.external.name },
    groups: fieldGroupsOf(mapper),
    defaults: { connec: flatten(mapper.defaults.connec), external: flatten(mapper.defaults.external) },
    context,
    draftOf: (side, fields) =>
      side === 'connec' ? mapper.toExternal(fields, context) : mapper.toConnec(fields, context),
  }
}
