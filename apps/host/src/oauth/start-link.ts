import type { Auth, Connector } from '@duet/core'
import type { CreateLinkRequest } from '@duet/host-api'
import { authorizationUrl, type Credentials, linkAuthorization, newState, newVerifier } from '@duet/oauth'
import type { Link, Organization } from '@duet/store'
import { ApiFailure } from '../api/api-failure.js'
import { missingSetting, usableAuth } from '../api/describe-connector.js'
import type { AppContext } from '../app-context.js'
import { applicationClient } from './application-client.js'
import { keepAccount } from './keep-account.js'
import { openApplication } from './open-application.js'

/** How long somebody may take on the application's consent page. */
const CONSENT_MS = 15 * 60_000

export interface LinkToStart extends CreateLinkRequest {
  organization: Organization
  /** The browser session that starts it; only the same one may end it. */
  sessionHash: string
}

/** Starts a link: the consent page to go to, or with credentials the link itself. Throws `ApiFailure`. */
export async function startLink(
  context: AppContext,
  { organization, connector: name, credentials, sessionHash }: LinkToStart,
): Promise<{ authorizeUrl: string } | { link: Link }> {
  const connector = context.catalog.connectors.get(name)?.connector
  if (connector === undefined) throw unknownConnector(name)
  const auth = authFor(connector, credentials?.kind ?? 'oauth2', context)
  if (credentials !== undefined) {
    return { link: await linkWithCredentials(context, { organization, connector, auth, credentials }) }
  }
  if (auth.kind !== 'oauth2') throw needsCredentials(connector)
  const state = newState()
  const verifier = auth.pkce === true ? newVerifier() : undefined
  const now = Date.now()
  await context.store.authorizations.create({
    state,
    organizationId: organization.id,
    connector: name,
    verifier: verifier ?? null,
    returnTo: `/organizations/${organization.id}`,
    sessionHash,
    createdAt: now,
    expiresAt: now + CONSENT_MS,
  })
  const client = applicationClient(connector, context.settings, context.publicUrl)
  return { authorizeUrl: authorizationUrl(auth, client, { state, verifier }).href }
}

interface CredentialLink {
  organization: Organization
  connector: Connector
  auth: Auth
  credentials: Credentials
}

/** Asks the application whose credentials they are; wrong ones are refused here and not at the first run. */
async function linkWithCredentials(context: AppContext, link: CredentialLink): Promise<Link> {
  const { connector, auth, credentials } = link
  await using http = openApplication(connector, { authorization: linkAuthorization({ auth, credentials }) })
  return keepAccount(context, { ...link, account: await connector.account(http) })
}

function authFor(connector: Connector, kind: Auth['kind'], { settings }: AppContext): Auth {
  const usable = usableAuth(connector, settings)
  const found = usable.find((auth) => auth.kind === kind)
  if (found !== undefined) return found
  const missing = missingSetting(connector, settings)
  if (kind === 'oauth2' && missing !== null) throw new ApiFailure(409, 'not_configured', missing)
  throw needsCredentials(connector)
}

const needsCredentials = ({ displayName, auth, otherAuth = [] }: Connector) =>
  new ApiFailure(
    400,
    'invalid_request',
    `Failed to link ${displayName}: it is signed in to by ${[auth, ...otherAuth].map(({ kind }) => kind).join(' or ')}. Send such credentials.`,
  )

const unknownConnector = (name: string) =>
  new ApiFailure(
    404,
    'not_found',
    `Failed to link: there is no connector "${name}". Choose one of those the host has loaded ("duet connectors" lists them).`,
  )
