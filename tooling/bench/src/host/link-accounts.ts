import type { Host } from '@duet/host'
import { createVault } from '@duet/oauth'
import type { Link } from '@duet/store'
import { benchConnector, ENTITY } from '../world/connector.js'

/** A day: runs are asked for one by one. */
const NEVER_BY_ITSELF = 86_400_000

export interface Account {
  /** Group of its company at the hub. */
  readonly group: string
  readonly accountId: string
  readonly key: string
}

/** Links accounts of the application to companies of the hub; records travel to the hub only. */
export async function linkAccounts(
  { context: { store, sealer } }: Host,
  accounts: readonly Account[],
): Promise<Link[]> {
  const vault = createVault({ store: store.credentials, sealer })
  const links: Link[] = []
  for (const { group, accountId, key } of accounts) {
    const organization = await store.organizations.create({ tenant: 'main', uid: group, name: group })
    const link = await store.links.create({
      organizationId: organization.id,
      connector: benchConnector.name,
      status: 'linked',
      accountId,
      accountName: accountId,
      entities: { [ENTITY]: { toConnec: true, toExternal: false } },
      intervalMs: NEVER_BY_ITSELF,
      nextRunAt: Date.now() + NEVER_BY_ITSELF,
    })
    await vault.put(link.id, { kind: 'api-key', key })
    links.push(link)
  }
  return links
}
