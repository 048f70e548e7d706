import type { ConnectorDefinition } from '../connector.js'
import type { AnyResource } from '../mapper.js'
import { type Complaint, error, warning } from './complaint.js'

/** Resources that share a collection of the hub have ids that cannot be mixed up, and one of them the plain ones. */
export function checkIdScopes({ entities }: ConnectorDefinition): Complaint[] {
  const collections = new Map<string, Map<string, AnyResource>>()
  for (const { connec, external } of entities.flatMap((entity) => entity.mappers)) {
    const sharing = collections.get(connec.collection) ?? new Map<string, AnyResource>()
    collections.set(connec.collection, sharing.set(external.name, external))
  }
  return [
    ...[...collections.values()].flatMap((sharing) => [...sharing.values()]).flatMap(checkSpelling),
    ...[...collections].flatMap(([collection, sharing]) => checkShared(collection, [...sharing.values()])),
  ]
}

function checkSpelling({ name, idScope }: AnyResource): Complaint[] {
  if (idScope === undefined || /^[a-z][a-z0-9_-]*$/.test(idScope)) return []
  return [
    error(
      `The idScope "${idScope}" of ${name} is no plain word, and stands before ids as "lead:21" does. Use lower-case letters, digits, "-" and "_".`,
    ),
  ]
}

function checkShared(collection: string, sharing: readonly AnyResource[]): Complaint[] {
  const complaints: Complaint[] = []
  const owners = new Map<string, AnyResource>()
  for (const resource of sharing) {
    const scope = resource.idScope ?? ''
    const owner = owners.get(scope) ?? resource
    owners.set(scope, owner)
    if (owner.name !== resource.name)
      complaints.push(
        error(
          `${owner.name} and ${resource.name} share the Connec! collection ${collection}, where their ids would clash. Give all but one an "idScope" of its own.`,
        ),
      )
  }
  if (sharing.length > 1 && !owners.has(''))
    complaints.push(
      warning(
        `All resources in the Connec! collection ${collection} have an idScope, so ids without one, as other software stored them, belong to none. Leave it out on the one that had them.`,
      ),
    )
  return complaints
}
