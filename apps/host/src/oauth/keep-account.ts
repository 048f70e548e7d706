import type { Account, Connector } from '@duet/core'
import { type Credentials, createVault } from '@duet/oauth'
import type { EntitySwitch, Link, LinkChanges, Organization } from '@duet/store'
import { directionsOf } from '../api/describe-connector.js'
import { HostError } from '../host-error.js'
import type { HostContext } from '../open-context.js'
import { requestRun } from '../request-run.js'

export interface AccountToKeep {
  organization: Organization
  connector: Connector
  account: Account
  credentials: Credentials
}

/**
 * Links the account to the company, or links it again with everything shared so far, and asks for a run.
 *
 * Throws `AccountAlreadyLinkedError`, and `HostError` when the company was linked to another account.
 */
export async function keepAccount(context: HostContext, kept: AccountToKeep): Promise<Link> {
  const { store, sealer, log } = context
  const { organization, connector, account, credentials } = kept
  const link = await store.transaction(async (tx) => {
    const links = await tx.links.byOrganization(organization.id)
    const found = links.find((candidate) => candidate.connector === connector.name)
    if (found !== undefined) refuseAnother(found, kept)
    const now = Date.now()
    const changes = linkedTo(account, now)
    const linked =
      found === undefined
        ? await tx.links.create({ ...changes, ...newLink(context, kept) })
        : await tx.links.update(found.id, { ...changes, nextRunAt: now + found.intervalMs })
    if (linked === undefined)
      throw new HostError('Failed to link the account: the link was deleted meanwhile. Start again.')
    await createVault({ store: tx.credentials, sealer }).put(linked.id, credentials)
    return linked
  })
  log.info({ link: link.id, connector: connector.name }, 'An account was linked')
  await requestRun(context, { linkId: link.id, trigger: 'manual', priority: 'interactive' })
  return link
}

function linkedTo({ id, name }: Account, now: number): LinkChanges {
  return {
    status: 'linked',
    accountId: id,
    accountName: name,
    health: { state: 'ok', message: null, since: now },
    consecutiveFailures: 0,
    suspendedUntil: null,
  }
}

function newLink({ settings }: HostContext, { organization, connector }: AccountToKeep) {
  const { intervalMs } = settings.synchronization
  return {
    organizationId: organization.id,
    connector: connector.name,
    entities: everythingOn(connector),
    intervalMs,
    nextRunAt: Date.now() + intervalMs,
  }
}

/** Every direction each entity allows. */
const everythingOn = ({ entities }: Connector): Record<string, EntitySwitch> =>
  Object.fromEntries(entities.map((entity) => [entity.name, directionsOf(entity)]))

/** Records of the company are paired with those of one account; another one's would be mistaken for them. */
function refuseAnother(link: Link, { connector, account }: AccountToKeep): void {
  if (link.accountId === null || link.accountId === account.id) return
  const { displayName } = connector
  throw new HostError(
    `Failed to link ${displayName} again: this company's records are paired with those of the account "${link.accountName ?? link.accountId}", and you signed in with "${account.name}". Sign in to ${displayName} with the first account; to start over with another one, run "duet forget ${link.id}" where the host runs.`,
    { code: 'different_account' },
  )
}
