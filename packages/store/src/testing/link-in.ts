import type { Link } from '../link.js'
import type { NewLink } from '../links.js'
import type { Store } from '../store.js'

let organizations = 0

/** A link of a new organization, for tests that need one to hang rows on. */
export async function linkIn(store: Store, changes: Partial<NewLink> = {}): Promise<Link> {
  organizations += 1
  const organization = await store.organizations.create({
    tenant: 'default',
    uid: `cld-${organizations}`,
    name: `Company ${organizations}`,
  })
  return await store.links.create({ organizationId: organization.id, connector: 'example-crm', ...changes })
}
