import type { Host } from '@duet/host'
import { createVault } from '@duet/oauth'
import type { Link } from '@duet/store'
import type { Company } from './company.js'

const ENTITIES = ['app_user', 'company', 'person_and_organization', 'item', 'opportunity']
/** A day: runs are asked for one by one. */
const NEVER_BY_ITSELF = 86_400_000

/** Links each company to its account by a personal access token, everything switched on. */
export async function linkCompanies(
  { context: { store, sealer } }: Host,
  companies: readonly Company[],
): Promise<Map<Company, Link>> {
  const links = new Map<Company, Link>()
  for (const company of companies) {
    const { uid, name, hostGroup, baseCrm, token } = company
    const organization =
      (await store.organizations.byUid('main', hostGroup)) ??
      (await store.organizations.create({ tenant: 'main', uid: hostGroup, name: `${name} (${uid})` }))
    const link = await store.links.create({
      organizationId: organization.id,
      connector: 'basecrm',
      status: 'linked',
      accountId: baseCrm.account.id,
      accountName: baseCrm.account.name,
      entities: Object.fromEntries(ENTITIES.map((entity) => [entity, { toConnec: true, toExternal: true }])),
      intervalMs: NEVER_BY_ITSELF,
      nextRunAt: Date.now() + NEVER_BY_ITSELF,
    })
    await createVault({ store: store.credentials, sealer }).put(link.id, { kind: 'api-key', key: token })
    links.set(company, link)
  }
  return links
}
