import type { Link } from '@duet/store'
import { HostError } from '../host-error.js'
import { finishLink } from '../oauth/finish-link.js'
import { startLink } from '../oauth/start-link.js'
import type { AuthorSession } from './author-session.js'

const SESSION = 'author'

/** The link of the session's company, made as a person makes it: with consent, a key or a password. Throws `DuetError`. */
export async function linkAccount({ host, sides, connector }: AuthorSession): Promise<Link> {
  const [organization] = await host.store.organizations.list()
  if (organization === undefined) throw new HostError('Failed to link the account: there is no company.')
  const known = await host.store.links.byOrganization(organization.id)
  const linked = known.find((link) => link.connector === connector && link.status === 'linked')
  if (linked !== undefined) return linked
  const context = { ...host.context, publicUrl: host.url }
  const auth = host.context.catalog.connectors.get(connector)?.connector.auth
  const { apiKey = '', login } = sides.simulator
  const credentials =
    auth?.kind === 'api-key'
      ? { kind: auth.kind, key: apiKey }
      : auth?.kind === 'basic'
        ? { kind: auth.kind, username: login?.username ?? '', password: login?.password ?? '' }
        : undefined
  const started = await startLink(context, {
    ...{ organization, connector, sessionHash: SESSION },
    ...(credentials === undefined ? {} : { credentials }),
  })
  if ('link' in started) return started.link
  const search = await allow(started.authorizeUrl)
  return await finishLink(context, { connectorName: connector, search, sessionHash: SESSION })
}

/** Presses "Allow" on the simulator's consent page; what the browser comes back with. */
async function allow(authorizeUrl: string): Promise<string> {
  const form = new URLSearchParams(new URL(authorizeUrl).search)
  form.set('decision', 'allow')
  const answer = await fetch(authorizeUrl, { method: 'POST', body: form, redirect: 'manual' })
  await answer.arrayBuffer()
  const location = answer.headers.get('location')
  if (location !== null) return new URL(location).search
  throw new HostError(
    `Failed to link the account: the simulator's consent page answered ${answer.status} and led nowhere. Link it on the page instead.`,
  )
}
