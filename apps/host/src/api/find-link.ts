import type { Link, Organization, Store } from '@duet/store'
import { notFound } from './api-failure.js'

/** Throws `ApiFailure` 404. */
export async function findLink(store: Store, id: string): Promise<Link> {
  const link = await store.links.byId(id)
  if (link === undefined) throw notFound('link')
  return link
}

/** Throws `ApiFailure` 404. */
export async function findOrganization(store: Store, id: string): Promise<Organization> {
  const organization = await store.organizations.byId(id)
  if (organization === undefined) throw notFound('company')
  return organization
}
