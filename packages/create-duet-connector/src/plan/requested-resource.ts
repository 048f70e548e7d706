import { entityOfCollection, likelihood } from '../mapping/entity-names.js'
import { fieldNames } from '../mapping/field-names.js'
import { constantFor } from './connector-name.js'
import type { ResourcePlan } from './connector-plan.js'
import { defaultFields, defaultKinds } from './default-fields.js'
import type { Description } from './description.js'
import type { EntityRequest } from './entity-request.js'
import type { Field } from './field.js'
import { cannotCreate } from './scaffold-error.js'
import { snakeCase } from './words.js'

/** Names the code of a resource uses itself. */
export const takenInResources: ReadonlySet<string> = new Set([
  'z',
  'collection',
  'cents',
  'decimal',
  'integerId',
  'isoDate',
  'isoDay',
  'defineResource',
])

interface Requested {
  readonly connector: string
  readonly description: Description
  readonly all: readonly EntityRequest[]
}

/** The resource of a collection: as it is described, or as such collections usually are. Throws `ScaffoldError`. */
export function requestedResource(
  request: EntityRequest,
  { connector, description, all }: Requested,
): ResourcePlan {
  const { collection } = request
  const known = description.resources.find(({ name }) => snakeCase(name) === snakeCase(collection))
  if (known !== undefined) return known
  if (description.resources.length > 0)
    throw cannotCreate(
      connector,
      `the description has no collection "${collection}"`,
      `Choose of ${description.resources.map(({ name }) => name).join(', ')}`,
    )
  return {
    name: collection,
    path: `/${collection}`,
    constant: constantFor(collection, takenInResources),
    idField: 'id',
    idKind: 'text',
    fields: sketchedFields(request, all),
    timestamps: { created: 'created_at', updated: 'updated_at' },
    since: true,
    writes: 'all',
    ...description.sketch,
  }
}

function sketchedFields({ connec }: EntityRequest, all: readonly EntityRequest[]): readonly Field[] {
  const collectionOf = (name: string) => all.find((other) => other.connec.includes(name))?.collection
  const fields = connec.flatMap((name) => defaultFields(name, { collectionOf }))
  const merged = [...new Map(fields.map((field) => [field.name, field])).values()]
  if (connec.length === 1) return merged
  // What one kind needs another may not have.
  return [defaultKinds(connec), ...merged.map(({ name, type }) => ({ name, type }))]
}

/** What the collections of a description probably become; each Connec! resource once. */
export function describedEntities({ resources }: Description): readonly EntityRequest[] {
  const best = new Map<string, { collection: string; rank: number }>()
  for (const { name, fields } of resources) {
    const connec = probableEntity(name, fields)
    const rank = connec === undefined ? undefined : (likelihood(name, connec) ?? LEAST)
    if (connec === undefined || rank === undefined) continue
    const other = best.get(connec)
    if (other === undefined || rank < other.rank) best.set(connec, { collection: name, rank })
  }
  return [...best].map(([connec, { collection }]) => ({ collection, connec: [connec] }))
}

const LEAST = 100

/** By its name; customers that have a company's name and no name of a person are organizations. */
function probableEntity(name: string, fields: readonly Field[]): string | undefined {
  const connec = entityOfCollection(name)
  const names = fields.map((field) => snakeCase(field.name))
  const has = (path: string, of: string) => fieldNames[of]?.[path]?.some((each) => names.includes(each))
  const isPerson = ['first_name', 'last_name', 'full_name'].some((path) => has(path, 'person'))
  return connec === 'person' && !isPerson && has('name', 'organization') ? 'organization' : connec
}
