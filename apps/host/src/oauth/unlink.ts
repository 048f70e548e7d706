import { revokeToken } from '@duet/oauth'
import type { Link } from '@duet/store'
import type { HostContext } from '../open-context.js'
import { publicUrlOf } from '../settings/settings.js'
import { within } from '../within.js'
import { applicationClient } from './application-client.js'

const REVOKE_MS = 5_000

/** Ends a link: its credentials go, here and as far as possible at the application; id maps and cursors stay. */
export async function unlink(context: HostContext, link: Link): Promise<void> {
  const { store, log } = context
  const revoke = await revocationOf(context, link)
  await store.transaction(async (tx) => {
    const pending = await tx.requests.pendingFor(link.id)
    await tx.requests.remove(pending.map(({ id }) => id))
    await tx.credentials.remove(link.id)
    const health = { state: 'ok', message: null, since: Date.now() } as const
    await tx.links.update(link.id, { status: 'unlinked', nextRunAt: null, suspendedUntil: null, health })
  })
  log.info({ link: link.id, connector: link.connector }, 'An account was unlinked')
  try {
    await within(revoke(), { ms: REVOKE_MS, error: () => new Error(`no answer within ${REVOKE_MS} ms`) })
  } catch (error) {
    log.warn({ error, link: link.id }, 'The access could not be taken back at the application')
  }
}

/** What takes the access back, prepared while the credentials are still there. */
async function revocationOf(
  { catalog, vault, settings, log }: HostContext,
  link: Link,
): Promise<() => Promise<unknown>> {
  const nothing = async () => undefined
  const connector = catalog.connectors.get(link.connector)?.connector
  if (connector?.auth.kind !== 'oauth2') return nothing
  const { auth } = connector
  try {
    const credentials = await vault.get(link.id)
    if (credentials?.kind !== 'oauth2') return nothing
    const client = applicationClient(connector, settings, publicUrlOf(settings))
    const token = credentials.tokens.refreshToken ?? credentials.tokens.accessToken
    return () => revokeToken({ auth, client, token })
  } catch (error) {
    log.warn({ error, link: link.id }, 'The credentials could not be read to take the access back')
    return nothing
  }
}
