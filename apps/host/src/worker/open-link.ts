import { type Connec, createConnec, createConnecHttp } from '@duet/connec-client'
import type { Connector, Http } from '@duet/core'
import { type Authorization, type Budget, createBudget, type HeardAnswer } from '@duet/http'
import { createTokenSource, linkAuthorization, refreshTokens } from '@duet/oauth'
import type { Link } from '@duet/store'
import { HostError } from '../host-error.js'
import { applicationClient } from '../oauth/application-client.js'
import { openApplication } from '../oauth/open-application.js'
import type { HostContext } from '../open-context.js'
import { publicUrlOf } from '../settings/settings.js'
import { USER_AGENT } from '../version.js'
import { sharedKeeper } from './shared-budget.js'

/** Both sides of a link, signed in. Dispose of it to close their connections. */
export interface OpenedLink extends AsyncDisposable {
  readonly connector: Connector
  readonly http: Http
  readonly connec: Connec
  /** True once the application refused our credentials for good. */
  isUnauthorized(): boolean
}

const UNAUTHORIZED = 401

export interface OpenOptions {
  link: Link
  budgets: Map<string, Budget>
  signal: AbortSignal
  /** Hears every answer of the application as it comes, secrets and all. */
  onAnswer?: (answer: HeardAnswer) => void
}

/** Opens both sides of a link. Throws `DuetError` in words when the settings or the credentials do not allow it. */
export async function openLink(
  context: HostContext,
  { link, budgets, signal, onAnswer }: OpenOptions,
): Promise<OpenedLink> {
  const connector = connectorOf(context, link)
  const { connec: tenant, uid } = await hubOf(context, link)
  let lastStatus: number | undefined
  let ended = false
  const authorization = await authorizationOf(context, {
    link,
    connector,
    onEnded: () => {
      ended = true
    },
  })
  const http = openApplication(connector, {
    authorization,
    budget: budgetOf(context, budgets, link),
    signal,
    secrets: secretsFor(context, connector),
    onRequest: ({ status }) => {
      lastStatus = status
    },
    ...(onAnswer && { onAnswer }),
  })
  const hubHttp = createConnecHttp({ ...tenant, userAgent: USER_AGENT, signal })
  return {
    connector,
    http,
    connec: createConnec({
      http: hubHttp,
      groupId: uid,
      provider: connector.name,
      realm: link.accountId ?? '',
    }),
    isUnauthorized: () => ended || lastStatus === UNAUTHORIZED,
    async [Symbol.asyncDispose]() {
      await Promise.allSettled([http.close(), hubHttp.close()])
    },
  }
}

function connectorOf({ catalog }: HostContext, { connector: name }: Link): Connector {
  const loaded = catalog.connectors.get(name)
  if (loaded !== undefined) return loaded.connector
  throw new HostError(
    `Failed to synchronize: the connector "${name}" is not loaded. "duet connectors" says why; mend it and start the host again.`,
  )
}

async function hubOf({ store, settings }: HostContext, { organizationId }: Link) {
  const organization = await store.organizations.byId(organizationId)
  const tenant = settings.tenants[organization?.tenant ?? '']
  if (organization !== undefined && tenant !== undefined) return { ...tenant, uid: organization.uid }
  throw new HostError(
    `Failed to synchronize: the tenant "${organization?.tenant}" of the company is not in the settings. Add it to "tenants" and start the host again.`,
  )
}

async function authorizationOf(
  { vault, settings, owner }: HostContext,
  { link, connector, onEnded }: { link: Link; connector: Connector; onEnded: () => void },
): Promise<Authorization> {
  const credentials = await vault.get(link.id)
  if (credentials === undefined)
    throw new HostError(
      'Failed to synchronize: the account is not linked. Link it on the page of the company.',
    )
  const ways = [connector.auth, ...(connector.otherAuth ?? [])]
  const auth = ways.find(({ kind }) => kind === credentials.kind) ?? connector.auth
  if (auth.kind !== 'oauth2') return linkAuthorization({ auth, credentials })
  const client = applicationClient(connector, settings, publicUrlOf(settings))
  const tokens = createTokenSource({
    vault,
    linkId: link.id,
    owner,
    refresh: (refreshToken) => refreshTokens({ auth, client, refreshToken }),
    onNeedsReauth: onEnded,
  })
  return linkAuthorization({ auth, credentials, tokens })
}

/** One budget an account in this process, whatever runs come and go; what it learns all processes know. */
function budgetOf(
  { settings, catalog, store }: HostContext,
  budgets: Map<string, Budget>,
  link: Link,
): Budget {
  const known = budgets.get(link.id)
  if (known !== undefined) return known
  const declared = catalog.connectors.get(link.connector)?.connector.rateLimit
  const { perSecond, perHour, maxConcurrent } =
    settings.connectors[link.connector]?.rateLimit ?? declared ?? {}
  const budget = createBudget({
    keeper: sharedKeeper(store, `${link.connector} ${link.accountId}`),
    ...(perSecond === undefined ? {} : { perSecond }),
    ...(perHour === undefined ? {} : { perHour }),
    ...(maxConcurrent === undefined ? {} : { maxConcurrent }),
  })
  budgets.set(link.id, budget)
  return budget
}

const secretsFor = ({ settings }: HostContext, { name }: Connector): string[] => {
  const { clientSecret, webhookSecret } = settings.connectors[name] ?? {}
  return [clientSecret, webhookSecret].filter((secret) => secret !== undefined)
}
