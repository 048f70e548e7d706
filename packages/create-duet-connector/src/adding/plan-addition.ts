import type { EntityPlan, ResourcePlan } from '../plan/connector-plan.js'
import { changedWhole, planEntities } from '../plan/create-plan.js'
import type { Description } from '../plan/description.js'
import { assertDisjoint, type EntityRequest } from '../plan/entity-request.js'
import { cannotAdd } from '../plan/scaffold-error.js'
import { singularOf } from '../plan/words.js'
import type { PresentConnector } from './present-connector.js'

/** One more entity, and its resource as `src/collection.ts` of the connector can declare it. */
export interface Addition {
  readonly entity: EntityPlan
  readonly declared: ResourcePlan
  /** Every collection, the new one as well, and what its records are. */
  readonly mapped: readonly EntityRequest[]
}

/** One more entity of a connector, as like the others as can be. Throws `ScaffoldError`. */
export function planAddition(
  request: EntityRequest,
  { connector, description }: { connector: PresentConnector; description: Description },
): Addition {
  const present = connector.resources.map((resource) => ({
    resource,
    request: {
      collection: resource.name,
      connec: connector.mappers
        .filter(({ external }) => external === resource.constant)
        .map(({ connec }) => connec)
        // the first kind has the fixture that is called like the collection alone
        .toSorted((a, b) => placeOf(resource.name, a) - placeOf(resource.name, b)),
    },
  }))
  function placeOf(collection: string, connec: string): number {
    return connector.fixtures.indexOf(`${collection}-${connec}.json`)
  }
  assertDisjoint([...present.map((each) => each.request), request], connector.name.kebab)
  const [entity] = planEntities([request], {
    connector: connector.name.kebab,
    application: connector.displayName,
    description:
      description.resources.length > 0 ? description : { ...description, sketch: sketchOf(connector) },
    present,
  })
  if (entity === undefined) throw cannotAdd('nothing was planned', 'Report this')
  const whole = connector.traits.whole ? changedWhole(entity) : entity
  const mapped = [...present.map((each) => each.request), request]
  return { entity, declared: asOthers(whole.resource, connector), mapped }
}

/** Ids and moments of one API are mostly alike. */
function sketchOf({ resources }: PresentConnector): Description['sketch'] {
  const [first] = resources
  return first && { idKind: first.idKind, timestamps: first.timestamps }
}

/** What `src/collection.ts` cannot say of one collection is said elsewhere, or refused. */
function asOthers(resource: ResourcePlan, { traits }: PresentConnector): ResourcePlan {
  if (!resource.since && !traits.since)
    throw cannotAdd(
      `src/collection.ts asks every list for what changed, and ${resource.name} cannot be asked`,
      'Give the collections a trait for it (`since?: boolean`), as a new connector from --openapi has it, and run this again',
    )
  const { many, one } = resource.names ?? {}
  if ((many !== undefined && !traits.many) || (one !== undefined && !traits.one))
    throw cannotAdd(
      `src/collection.ts finds the records of every collection in the same field, and ${resource.name} has a field of its own (${[many, one].filter((name) => name !== undefined).join(', ')})`,
      'Give the collections traits for it (`many?: string`, `one: string`), as a new connector from --openapi has, and run this again',
    )
  return {
    ...resource,
    ...(!traits.writes && { writes: 'all' as const }),
    ...(traits.one && { names: { one: singularOf(resource.name), ...resource.names } }),
  }
}
