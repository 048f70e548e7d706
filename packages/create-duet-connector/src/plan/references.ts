import { likelihood } from '../mapping/entity-names.js'
import type { ResourcePlan } from './connector-plan.js'
import type { EntityRequest } from './entity-request.js'
import type { Field, FieldType } from './field.js'
import { pluralOf, snakeCase } from './words.js'

/** Collections of a connector, with what they are mapped to. */
export interface Collections {
  readonly requests: readonly EntityRequest[]
  readonly resources: readonly Pick<ResourcePlan, 'name' | 'idKind'>[]
}

/** The fields of a record, ids of other collections marked as references. */
export const withReferences = (fields: readonly Field[], collections: Collections): readonly Field[] =>
  fields.map((field) => ({ ...field, type: referenced(field, collections) }))

function referenced({ name, type }: Field, collections: Collections): FieldType {
  if (type.kind === 'reference') {
    const known = collections.resources.find((resource) => resource.name === type.collection)
    return known === undefined ? type : { ...type, id: known.idKind }
  }
  if (type.kind === 'object') return { ...type, fields: withReferences(type.fields, collections) }
  const [, prefix] = /^(.+)_id$/.exec(snakeCase(name)) ?? []
  if (prefix === undefined || (type.kind !== 'text' && type.kind !== 'number')) return type
  const collection = collectionNamed(pluralOf(prefix), collections)
  const target = collections.resources.find((resource) => resource.name === collection)
  if (target === undefined || (target.idKind === 'integer') !== (type.kind === 'number')) return type
  return { kind: 'reference', collection: target.name, id: target.idKind }
}

/** The collection of that name, else the one mapped to what such collections usually hold. */
function collectionNamed(plural: string, { requests }: Collections): string | undefined {
  const same = requests.find(({ collection }) => pluralOf(collection) === plural)
  const alike = requests.find(({ connec }) => connec.some((name) => likelihood(plural, name) !== undefined))
  return (same ?? alike)?.collection
}
