import { constantFor } from '../plan/connector-name.js'
import type { ApiPlan, ResourcePlan } from '../plan/connector-plan.js'
import type { Field } from '../plan/field.js'
import { takenInResources } from '../plan/requested-resource.js'
import type { FoundCollection } from './found-collection.js'
import { identityIn } from './identity.js'
import { momentsIn } from './moments.js'

/** A resource of what was found, or why it cannot be one. */
export function resourceOf(
  found: FoundCollection,
  api: Pick<ApiPlan, 'since' | 'updates'>,
): ResourcePlan | { readonly refusal: string } {
  const { name, path, fields } = found
  const identity = identityIn(fields, name)
  if (identity === undefined) return { refusal: `${name} have no field that looks like an id` }
  const timestamps = momentsIn(fields)
  const apart = new Set(['id', identity.idField, timestamps.created, timestamps.updated])
  return {
    name,
    path,
    constant: constantFor(name, takenInResources),
    ...identity,
    fields: fields.filter((field) => !apart.has(field.name)).map(withoutEmpty),
    timestamps,
    // Where no list knows such a filter, none of them is an exception.
    since: api.since === null || (timestamps.updated !== null && found.since === api.since),
    writes: writesOf(found, api),
    ...(found.names && { names: found.names }),
  }
}

/** An object without a field that can be spelled says nothing. */
const withoutEmpty = (field: Field): Field =>
  field.type.kind === 'object' && field.type.fields.length === 0
    ? { ...field, type: { kind: 'unknown' } }
    : field

function writesOf(found: FoundCollection, { updates }: Pick<ApiPlan, 'updates'>): ResourcePlan['writes'] {
  if (!found.creates) return 'nothing'
  return found.updates === updates ? 'all' : 'create'
}
