import type { Connector } from '@duet/core'
import { bearer } from '@duet/http'
import { exchangeCode } from '@duet/oauth'
import type { Link } from '@duet/store'
import type { AppContext } from '../app-context.js'
import { HostError } from '../host-error.js'
import { applicationClient } from './application-client.js'
import { keepAccount } from './keep-account.js'
import { openApplication } from './open-application.js'

export interface Callback {
  connectorName: string
  /** What the browser came back with. */
  search: string
  /** The session of the browser that came back; undefined when it has none. */
  sessionHash: string | undefined
}

/** Ends a link that was started here: the state is used up, the code becomes tokens, the account becomes a link. */
export async function finishLink(context: AppContext, callback: Callback): Promise<Link> {
  const { store, settings, publicUrl } = context
  const state = new URLSearchParams(callback.search).get('state') ?? ''
  const begun = await store.authorizations.take(state, Date.now())
  if (begun === undefined || begun.connector !== callback.connectorName) throw notBegunHere()
  if (begun.sessionHash !== callback.sessionHash) throw anotherSession()
  const connector = context.catalog.connectors.get(begun.connector)?.connector
  const organization = await store.organizations.byId(begun.organizationId)
  if (connector === undefined || organization === undefined || connector.auth.kind !== 'oauth2')
    throw notBegunHere()
  const client = applicationClient(connector, settings, publicUrl)
  const tokens = await exchangeCode({
    auth: connector.auth,
    client,
    callbackUrl: new URL(`${client.redirectUri}${callback.search}`),
    state,
    ...(begun.verifier === null ? {} : { verifier: begun.verifier }),
  })
  const account = await accountOf(connector, tokens.accessToken)
  return keepAccount(context, {
    organization,
    connector,
    account,
    credentials: { kind: 'oauth2', tokens },
  })
}

async function accountOf(connector: Connector, accessToken: string) {
  await using http = openApplication(connector, { authorization: bearer(async () => accessToken) })
  return await connector.account(http)
}

const notBegunHere = () =>
  new HostError(
    'Failed to link the account: this page does not belong to a link that was started here, or it took longer than 15 minutes. Start again from the page of the company.',
    { code: 'state_mismatch' },
  )

const anotherSession = () =>
  new HostError(
    'Failed to link the account: the link was started in another browser session. Start again from the page of the company in this browser.',
    { code: 'session_mismatch' },
  )
