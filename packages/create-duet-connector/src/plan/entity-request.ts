import { connecCollection, connecNames, isSingleton } from '../mapping/connec-leaves.js'
import { entityOfCollection } from '../mapping/entity-names.js'
import { cannotCreate } from './scaffold-error.js'
import { snakeCase } from './words.js'

/** A collection of the application and the Connec! resources it is mapped to: several make a complex entity. */
export interface EntityRequest {
  readonly collection: string
  readonly connec: readonly string[]
}

/** Two kinds of records that refer to each other. */
export const usualEntities: readonly EntityRequest[] = [
  { collection: 'companies', connec: ['organization'] },
  { collection: 'contacts', connec: ['person'] },
]

/** People and organizations in one list. */
export const usualComplexEntity: EntityRequest = {
  collection: 'contacts',
  connec: ['person', 'organization'],
}

/**
 * Reads `contacts=person`, `contacts=person+organization`, or either side of it alone. Throws `ScaffoldError`.
 *
 * @example entityRequest('deals', 'my-crm') // { collection: 'deals', connec: ['opportunity'] }
 */
export function entityRequest(text: string, connector: string): EntityRequest {
  const [left = '', right] = text.split('=').map((part) => part.trim())
  const names = (right ?? left).split('+').map((name) => snakeCase(name))
  if (right === undefined && names.every((name) => !connecNames.includes(name))) {
    const guess = entityOfCollection(left)
    if (guess !== undefined) return checked({ collection: left, connec: [guess] }, connector)
  }
  for (const name of names)
    if (!connecNames.includes(name))
      throw cannotCreate(
        connector,
        `there is no Connec! entity "${name}" to map ${left} to`,
        `Choose of ${connecNames.filter((each) => !isSingleton(each)).join(', ')}: --entity ${left || 'contacts'}=person`,
      )
  return checked({ collection: right === undefined ? madeUp(names) : left, connec: names }, connector)
}

const madeUp = (names: readonly string[]) =>
  names.length > 1 ? usualComplexEntity.collection : connecCollection(names[0] ?? '')

function checked(request: EntityRequest, connector: string): EntityRequest {
  const { collection, connec } = request
  if (!/^[A-Za-z][\w-]*$/.test(collection))
    throw cannotCreate(
      connector,
      `"${collection}" cannot be a collection: it is the path of a list`,
      'Use letters, digits, hyphens and underscores: --entity tax_rates=tax_code',
    )
  if (new Set(connec).size !== connec.length)
    throw cannotCreate(connector, `${collection} is mapped to the same entity twice`, 'Name each entity once')
  const single = connec.find(isSingleton)
  if (single !== undefined)
    throw cannotCreate(
      connector,
      `${single} is one record and has no list`,
      'Leave it out, and add it by hand as connectors/example-crm does',
    )
  return request
}

/** Two collections of which neither could say which records of the hub are its own are refused. */
export function assertDisjoint(requests: readonly EntityRequest[], connector: string): void {
  const names = requests.map(({ collection }) => snakeCase(collection))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    throw cannotCreate(
      connector,
      `${twice} is named twice`,
      `Join its entities: --entity ${twice}=person+organization`,
    )
  const owners = new Map<string, string>()
  for (const { collection, connec } of requests) {
    for (const name of connec) {
      const owner = owners.get(name)
      if (owner !== undefined)
        throw cannotCreate(
          connector,
          `${owner} and ${collection} would both be ${name}, and nothing says which record goes where`,
          'Leave one out, and add it by hand with routes of its own',
        )
      owners.set(name, collection)
    }
  }
}
