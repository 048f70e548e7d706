import { connecConstant } from '../mapping/connec-leaves.js'
import { suggestRows } from '../mapping/suggest-rows.js'
import { connectorName } from './connector-name.js'
import type { AuthPlan, ConnectorPlan, EntityPlan, PagingPlan, ResourcePlan } from './connector-plan.js'
import { defaultApi } from './default-api.js'
import { type Description, nothingKnown } from './description.js'
import { assertDisjoint, type EntityRequest, usualEntities } from './entity-request.js'
import type { IdKind } from './field.js'
import { kindsOf } from './kinds.js'
import { pairPlan } from './pair-plan.js'
import { withReferences } from './references.js'
import { describedEntities, requestedResource } from './requested-resource.js'
import { cannotCreate } from './scaffold-error.js'

/** What an author decides; everything has a default. */
export interface Decisions {
  readonly name: string
  readonly displayName?: string | undefined
  readonly auth?: AuthPlan | undefined
  readonly paging?: PagingPlan | undefined
  /** How records are called, where no description tells it. */
  readonly ids?: IdKind | undefined
  readonly entities?: readonly EntityRequest[] | undefined
  readonly webhooks?: boolean | undefined
}

/** Decides everything that is written, writes nothing. Throws `ScaffoldError`. */
export function createPlan(decisions: Decisions, description: Description = nothingKnown): ConnectorPlan {
  const { name: given, displayName, auth, paging, webhooks = false } = decisions
  connectorName(given)
  const requests = decisions.entities ?? requestsFrom(description)
  if (requests.length === 0) throw cannotCreate(given, ...nothingLikeIt(description))
  assertDisjoint(requests, given)
  const name = connectorName(given, requests.flatMap(entityConstants))
  const api = { ...defaultApi(given), ...description.api, ...(auth && { auth }), ...(paging && { paging }) }
  const title = displayName ?? description.displayName ?? name.display
  const planned = planEntities(requests, {
    connector: given,
    application: title,
    description: withIds(description, decisions),
  })
  const entities = api.updates === 'PUT' ? planned.map(changedWhole) : planned
  return { name, displayName: title, api, entities, webhooks }
}

/** Undescribed collections with ids of this kind. Throws `ScaffoldError` where the description tells them. */
function withIds(description: Description, { name, ids }: Decisions): Description {
  if (ids === undefined) return description
  if (description.resources.length > 0)
    throw cannotCreate(name, 'its ids are described already', 'Leave --ids out')
  const timestamps = { created: 'created_at', updated: 'updated_at' }
  return { ...description, sketch: { idKind: ids, timestamps } }
}

/** What the application fills in itself is not sent back with the rest of a record. */
export function changedWhole(entity: EntityPlan): EntityPlan {
  const { fields } = entity.resource
  const readOnly = fields.filter((field) => field.readOnly).map(({ name }) => name)
  return readOnly.length === 0 ? entity : { ...entity, resource: { ...entity.resource, readOnly } }
}

const requestsFrom = (description: Description): readonly EntityRequest[] =>
  description === nothingKnown ? usualEntities : describedEntities(description)

function nothingLikeIt({ resources, remarks }: Description): readonly [reason: string, fix: string] {
  const [first] = resources
  return first === undefined
    ? [
        `the description has no list of records a connector can read${remarks.map((each) => `; ${each}`).join('')}`.replace(
          /\.$/,
          '',
        ),
        'Describe it by flags: --auth, --paging, --entity',
      ]
    : [
        'nothing in the description looks like an entity of Connec!',
        `Say what its collections are: --entity ${first.name}=person; there are ${resources.map(({ name }) => name).join(', ')}`,
      ]
}

const entityConstants = ({ connec }: EntityRequest) => (connec.length === 1 ? connec.map(connecConstant) : [])

export interface Surroundings {
  readonly connector: string
  /** The application's name for people. */
  readonly application: string
  readonly description: Description
  /** Collections the connector has already. */
  readonly present?: readonly { request: EntityRequest; resource: Pick<ResourcePlan, 'name' | 'idKind'> }[]
}

/** Entities with their resources and tables. Throws `ScaffoldError`. */
export function planEntities(
  requests: readonly EntityRequest[],
  { connector, application, description, present = [] }: Surroundings,
): readonly EntityPlan[] {
  const all = [...present.map(({ request }) => request), ...requests]
  const sketched = requests.map((request) => requestedResource(request, { connector, description, all }))
  const collections = {
    requests: all,
    resources: [...present.map(({ resource }) => resource), ...sketched],
  }
  const mapped = new Map(all.map(({ collection, connec }) => [collection, connec]))
  return requests.map(({ connec }, index): EntityPlan => {
    const sketch = sketched[index]
    if (sketch === undefined) throw cannotCreate(connector, 'a collection got lost', 'Report this')
    const fields = withReferences(sketch.fields, collections)
    const kinds =
      connec.length > 1 ? kindsOf(fields, { connec, connector, collection: sketch.name }) : undefined
    const resource = { ...sketch, fields }
    const pairs = connec.map((each) =>
      pairPlan(each, resource, {
        rows: suggestRows(each, resource, { application, mapped }).filter(
          ({ external }) => external !== kinds?.field,
        ),
        connector,
      }),
    )
    const isWritable = pairs.every(({ writable }) => writable)
    return {
      resource: isWritable ? resource : { ...resource, writes: 'nothing' },
      pairs: pairs.map(({ pair }) => pair),
      ...(kinds && { kinds }),
    }
  })
}
