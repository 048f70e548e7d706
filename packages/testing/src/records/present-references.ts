import { mapRoles, roleTree } from '@duet/connec-client'
import { type ConnecResource, isBlank, isPlainObject, type PlainRecord } from '@duet/core'

/**
 * A Connec! record whose references lead to records that are there, or nowhere, and whose lines are new.
 * `presentId` gives the id of a record of the named Connec! resource; it is asked once for each.
 */
export async function withPresentReferences(
  connec: ConnecResource,
  record: PlainRecord,
  presentId: (resource: string) => Promise<string | undefined>,
): Promise<PlainRecord> {
  const tree = roleTree(connec)
  const wanted = new Set<string>()
  mapRoles(record, tree, (value, role) => {
    if (role.kind === 'reference' && !isBlank(value)) wanted.add(role.resource)
    return value
  })
  const present = new Map<string, string | undefined>()
  for (const resource of wanted) present.set(resource, await presentId(resource))
  const resolved = mapRoles(record, tree, (value, role) =>
    role.kind === 'reference' && !isBlank(value) ? present.get(role.resource) : undefined,
  )
  return isPlainObject(resolved) ? resolved : record
}
