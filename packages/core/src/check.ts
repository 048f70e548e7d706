import type { ConnectorDefinition } from './connector.js'
import type { Entity } from './entity.js'
import { DefinitionError } from './errors.js'

type Complaint = string | undefined

/** Rules that types cannot hold; each returns a complaint that shows the fix. */
const rules: readonly ((connector: ConnectorDefinition) => Complaint)[] = [
  nameIsKebabCase,
  baseUrlIsAbsolute,
  hasEntities,
  entityNamesAreUnique,
  pairsAreUnique,
  routesAreComplete,
  sharedCollectionsAreScoped,
]

/**
 * Finds what types cannot: duplicate names, missing routes, ids that would clash at the hub.
 *
 * Throws `DefinitionError` with every complaint.
 */
export function checkConnector(connector: ConnectorDefinition): void {
  const complaints = rules.flatMap((rule) => rule(connector) ?? [])
  if (complaints.length > 0) {
    throw new DefinitionError(`Failed to define the connector ${connector.name}: ${complaints.join(' ')}`)
  }
}

function nameIsKebabCase({ name }: ConnectorDefinition): Complaint {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return undefined
  return `the name "${name}" is not kebab-case. Use lower-case letters, digits and hyphens: "my-crm".`
}

function baseUrlIsAbsolute({ baseUrl }: ConnectorDefinition): Complaint {
  if (URL.canParse(baseUrl)) return undefined
  return `the baseUrl "${baseUrl}" is not a URL. Write it with its scheme: "https://api.example.com/v1".`
}

function hasEntities({ entities }: ConnectorDefinition): Complaint {
  return entities.length > 0 ? undefined : 'it has no entities. List at least one in "entities".'
}

function entityNamesAreUnique({ entities }: ConnectorDefinition): Complaint {
  const twice = firstTwice(entities.map((entity) => entity.name))
  return twice && `two entities are called "${twice}". Give one another "name".`
}

function pairsAreUnique({ entities }: ConnectorDefinition): Complaint {
  const twice = firstTwice(
    entities.flatMap((entity) =>
      entity.mappers.map(({ connec, external }) => `${connec.name} ↔ ${external.name}`),
    ),
  )
  return twice && `the pair ${twice} is mapped twice. Keep one mapper for it.`
}

function routesAreComplete({ entities }: ConnectorDefinition): Complaint {
  const missing = entities.flatMap(missingRoutes)[0]
  return missing && `${missing}. Add it to the route table, null if its records are not shared.`
}

function missingRoutes(entity: Entity): string[] {
  const missing: string[] = []
  for (const { connec, external } of entity.mappers) {
    if (!(connec.name in entity.toExternal))
      missing.push(`${entity.name} has no toExternal route for ${connec.name}`)
    if (!(external.name in entity.toConnec))
      missing.push(`${entity.name} has no toConnec route for ${external.name}`)
  }
  return missing
}

/** Two resources that share a collection at the hub would have the same ids there, record 21 of both. */
function sharedCollectionsAreScoped({ entities }: ConnectorDefinition): Complaint {
  const owners = new Map<string, string>()
  for (const { connec, external } of entities.flatMap((entity) => entity.mappers)) {
    const key = `${connec.collection} ${external.idScope ?? ''}`
    const owner = owners.get(key) ?? external.name
    owners.set(key, owner)
    if (owner !== external.name) {
      return `${owner} and ${external.name} share the Connec! collection ${connec.collection}, where their ids would clash. Give all but one an "idScope".`
    }
  }
  return undefined
}

function firstTwice(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index)
}
