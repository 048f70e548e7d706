import {
  type Clock,
  createFaults,
  createOAuthServer,
  createRequestLog,
  createResourceStore,
  type Faults,
  increasing,
  type OAuthServer,
  openPersistence,
  type RequestLog,
  withFaults,
  withRequestLog,
} from '@duet/simulator'
import type { RequestHandler } from 'msw'
import { apiHandler } from './api.js'
import type { Application } from './application.js'
import { type CollectionDescription, descriptions } from './describe.js'
import { trackIndex } from './index-lag.js'
import { type BaseCrmSimulatorOptions, type SimulatorConfig, simulatorConfig } from './options.js'
import { allRules } from './rules/all-rules.js'
import { seed } from './seed.js'
import { type Collection, collections, type SimulatedRecord, type Stores } from './simulated-record.js'
import { countVersions } from './versions.js'

/** A Base CRM that keeps what it is told, as request handlers. */
export interface BaseCrmSimulator {
  /** The origin the handlers are written for. */
  readonly origin: string
  /** For `mockNetwork(...handlers)` and `serveHandlers(handlers, { baseUrl: origin })`. */
  readonly handlers: RequestHandler[]
  /** The OAuth application registered there. */
  readonly client: { id: string; secret: string }
  readonly account: { id: string; name: string }
  /** The records; a change here is a change made by somebody in the application. */
  readonly stores: Stores
  readonly faults: Faults
  readonly clock: Clock
  readonly oauth: OAuthServer
  /** What the application was asked; a request that a fault kept away is logged with its outcome. */
  readonly requests: RequestLog
  /** What a page for people shows. */
  describe(): readonly CollectionDescription[]
  /** Writes down what is not written yet. */
  close(): Promise<void>
}

/**
 * A stateful stand-in for the Base CRM API v2: paging, sorting, filters, validations, both kinds of errors, OAuth. What
 * the API docs leave open is a switch or the milder reading.
 *
 * @example
 * const simulator = createBaseCrmSimulator({ clock: createClock() })
 * const network = mockNetwork(...simulator.handlers)
 * simulator.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
 * const token = simulator.oauth.issue()
 */
export function createBaseCrmSimulator(options: BaseCrmSimulatorOptions = {}): BaseCrmSimulator {
  const config = simulatorConfig(options)
  const { origin, clock, client, persistTo } = config
  const stores = createStores(config)
  const account = () => {
    const { id, name } = stores.accounts.get(config.account.id) ?? config.account
    return { id: String(id), name: String(name) }
  }
  const oauth = createOAuth(config, account)
  const versions = countVersions(stores)
  const persistence = persistTo === undefined ? undefined : openPersistence(persistTo)
  for (const collection of collections) persistence?.bind(collection, stores[collection])
  persistence?.bindState('versions', versions.state)
  persistence?.bindState('oauth', oauth.state)
  const app: Application = {
    config,
    stores,
    rules: allRules,
    versions,
    isTooNew: trackIndex(config, stores, allRules),
    accountId: config.account.id,
    currency: () => String(stores.accounts.get(config.account.id)?.currency ?? config.account.currency),
    userId: config.firstIds.users ?? allRules.users.firstId,
    now: () => clock.now(),
  }
  seed(app)

  const faults = createFaults()
  const requests = createRequestLog()
  const handlers = withRequestLog(
    withFaults([...oauth.handlers, apiHandler(app, oauth)], faults),
    requests,
    clock,
  )
  return {
    origin,
    handlers,
    client,
    get account() {
      return account()
    },
    stores,
    faults,
    clock,
    oauth,
    requests,
    describe: () => descriptions,
    close: async () => persistence?.close(),
  }
}

function createStores({ clock, firstIds }: SimulatorConfig): Stores {
  const store = (collection: Collection) =>
    createResourceStore<SimulatedRecord>({
      ids: increasing(firstIds[collection] ?? allRules[collection].firstId),
      clock,
    })
  return {
    accounts: store('accounts'),
    users: store('users'),
    contacts: store('contacts'),
    leads: store('leads'),
    lead_statuses: store('lead_statuses'),
    deals: store('deals'),
    products: store('products'),
    stages: store('stages'),
    pipelines: store('pipelines'),
    lead_conversions: store('lead_conversions'),
  }
}

function createOAuth(config: SimulatorConfig, account: () => { id: string; name: string }): OAuthServer {
  const { origin, client, tokenTtl, rotateRefreshTokens, clock } = config
  return createOAuthServer({
    baseUrl: origin,
    authorizePath: '/oauth2/authorize',
    tokenPath: '/oauth2/token',
    revokePath: '/oauth2/revoke',
    tokenInfoPath: '/oauth2/token/info',
    clients: [{ ...client, name: 'Duet' }],
    clientAuth: 'basic',
    tokenTtlSeconds: tokenTtl,
    rotateRefreshTokens,
    scopes: ['read', 'write', 'profile', 'sync'],
    requireRedirectUri: false,
    account,
    clock,
    applicationName: 'Base CRM',
  })
}
