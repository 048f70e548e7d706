import type { ConnectorDefinition } from '../connector.js'
import { type Complaint, error, repeated } from './complaint.js'

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

/** Names are unique and spelled as everywhere; what they name is there. */
export function checkNames(connector: ConnectorDefinition): Complaint[] {
  return [
    ...checkConnectorItself(connector),
    ...checkEntityNames(connector),
    ...checkResourceNames(connector),
    ...checkPairs(connector),
  ]
}

function checkConnectorItself({ name, baseUrl, apiVersion, entities }: ConnectorDefinition): Complaint[] {
  const complaints: Complaint[] = []
  if (!KEBAB_CASE.test(name))
    complaints.push(
      error(`The name "${name}" is not kebab-case. Use lower-case letters, digits and hyphens: "my-crm".`),
    )
  if (!URL.canParse(baseUrl))
    complaints.push(
      error(`The baseUrl "${baseUrl}" is not a URL. Write it with its scheme: "https://api.example.com/v1".`),
    )
  if (!/^\d+\.\d+$/.test(apiVersion))
    complaints.push(
      error(`The apiVersion "${apiVersion}" is no version. Write major and minor: apiVersion: '1.0'.`),
    )
  if (entities.length === 0)
    complaints.push(error('The connector has no entities. List at least one in "entities".'))
  return complaints
}

function checkEntityNames({ entities }: ConnectorDefinition): Complaint[] {
  const names = entities.map(({ name }) => name)
  return [
    ...repeated(names).map((name) => error(`Two entities are called "${name}". Give one another "name".`)),
    ...names
      .filter((name) => !SNAKE_CASE.test(name))
      .map((name) =>
        error(`The entity name "${name}" is not snake_case. Write it like "person_and_organization".`),
      ),
  ]
}

/** Id maps are kept by the names of resources: two kinds of records must not share one. */
function checkResourceNames({ entities }: ConnectorDefinition): Complaint[] {
  const mappers = entities.flatMap((entity) => entity.mappers)
  return [
    ...repeated(kindsOf(mappers.map((mapper) => mapper.external))).map((name) =>
      error(
        `Two resources of the application are called "${name}". Define it once and import it, or rename one.`,
      ),
    ),
    ...repeated(kindsOf(mappers.map((mapper) => mapper.connec))).map((name) =>
      error(`Two Connec! resources are called "${name}". Use the one of @duet/connec-client.`),
    ),
  ]
}

/** The names, once for each schema: a resource may be copied, as decorated ones are. */
const kindsOf = (resources: readonly { name: string; fields: object }[]): string[] => [
  ...new Map(resources.map(({ name, fields }) => [fields, name])).values(),
]

function checkPairs({ entities }: ConnectorDefinition): Complaint[] {
  const pairs = entities.flatMap((entity) =>
    entity.mappers.map(({ connec, external }) => `${connec.name} ↔ ${external.name}`),
  )
  return repeated(pairs).map((pair) => error(`The pair ${pair} is mapped twice. Keep one mapper for it.`))
}
