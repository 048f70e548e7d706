import type { ApiPlan } from '../plan/connector-plan.js'
import type { Description } from '../plan/description.js'
import type { FoundCollection } from './found-collection.js'
import { majority } from './majority.js'
import { namedAlike } from './named-alike.js'
import { resourceOf } from './resource-of.js'

/** What most collections of an API have in common, and the collections that are like that. */
export function describeCollections(seen: readonly FoundCollection[]): Description {
  const found = namedAlike(seen)
  const api = commonTraits(found)
  const remarks = api.updates === 'PUT' ? [replacing] : []
  const resources = found.flatMap((each) => {
    const resource = resourceOf(each, api)
    const refusal = 'refusal' in resource ? resource.refusal : strangerIn(each, api)
    if (!('refusal' in resource) && refusal === undefined) return [resource]
    remarks.push(`${refusal}: they are left out.`)
    return []
  })
  return {
    api,
    resources,
    remarks,
    doubts: Object.fromEntries(found.map((each) => [each.name, doubtsOf(each, api)])),
  }
}

const replacing =
  "records are changed by PUT: each is read first and sent whole, or the fields that did not change would be emptied. Where they are not, take `updates: 'whole'` out of src/collection.ts, and a request is saved."

type Common = Pick<ApiPlan, 'items' | 'envelope' | 'bodyEnvelope' | 'since' | 'updates'> &
  Partial<Pick<ApiPlan, 'paging'>>

function commonTraits(found: readonly FoundCollection[]): Common {
  const known = <T>(values: readonly (T | undefined)[]) =>
    majority(values.filter((value): value is T => value !== undefined))
  const paging = known(found.map((each) => each.paging))
  const listed = known(found.map(({ items }) => items))
  return {
    items: listed === undefined ? 'data' : listed,
    envelope: known(found.map(({ envelope }) => envelope)) ?? null,
    bodyEnvelope: known(found.map(({ bodyEnvelope }) => bodyEnvelope)) ?? null,
    since: known(found.map(({ since }) => since)) ?? null,
    updates: known(found.map(({ updates }) => updates)) ?? 'PATCH',
    ...(paging && { paging }),
  }
}

/** In what a collection is too different from the others to be declared like them. */
function strangerIn(each: FoundCollection, api: Common): string | undefined {
  if (each.items !== undefined && each.items !== api.items)
    return `${each.name} have their records elsewhere in the answer than the rest`
  if (each.paging !== undefined && JSON.stringify(each.paging) !== JSON.stringify(api.paging))
    return `${each.name} are cut into pages in another way than the rest`
  if (each.envelope !== undefined && each.envelope !== api.envelope)
    return `${each.name} have another field around a record than the rest`
  return undefined
}

function doubtsOf({ name, updates, since }: FoundCollection, api: Common): readonly string[] {
  return [
    ...(updates !== undefined && updates !== api.updates
      ? [`${name} are changed by ${updates}, the rest by ${api.updates}: they are created only.`]
      : []),
    ...(api.since !== null && since !== api.since
      ? [`${name} cannot be asked for what changed: every run reads all of them.`]
      : []),
  ]
}
