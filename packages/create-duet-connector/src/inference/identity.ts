import type { Field, IdKind } from '../plan/field.js'
import { singularOf, snakeCase } from '../plan/words.js'

/** The field that identifies a record, and how ids are spelled. */
export interface Identity {
  readonly idField: string
  readonly idKind: IdKind
}

/** The field a record is known by; undefined where none looks like it. */
export function identityIn(fields: readonly Field[], collection: string): Identity | undefined {
  const usual = ['id', `${singularOf(collection)}_id`, 'uuid', 'guid', `${singularOf(collection)}_uuid`]
  for (const name of usual) {
    // `_id` is `id`, too
    const field = fields.find((each) => snakeCase(each.name) === name)
    const idKind = field && kindOf(field)
    if (field !== undefined && idKind !== undefined) return { idField: field.name, idKind }
  }
  return undefined
}

function kindOf({ type }: Field): IdKind | undefined {
  if (type.kind === 'number') return type.whole ? 'integer' : undefined
  if (type.kind !== 'text') return undefined
  return type.format === 'uuid' ? 'uuid' : 'text'
}
