import {
  type Clock,
  createClock,
  createFaults,
  createOAuthServer,
  createRateLimiter,
  createRequestLog,
  createResourceStore,
  json,
  openPersistence,
  prefixed,
  withFaults,
  withRequestLog,
} from '@duet/simulator'
import { http, type RequestHandler } from 'msw'
import { notFound } from './api-error.js'
import { collectionHandlers } from './collection-handlers.js'
import { CollectionRecords, type Stores } from './collection-records.js'
import { type CollectionName, collections } from './collections.js'
import type { ExampleRecord } from './example-record.js'
import { guardApi } from './guard-api.js'
import type { ExampleCrmSimulator, ExampleCrmSimulatorOptions } from './simulator-options.js'
import { ExampleWebhooks } from './webhooks.js'
import { workspaceHandlers } from './workspace-handlers.js'

const ACCOUNT_ID = 'acc_1'
const WORKSPACE_ID = 'wsp_1'
const client = { id: 'duet', secret: 'example-client-secret', name: 'Duet' }
const apiKey = 'example-api-key'

/**
 * The whole of Example CRM: API, OAuth pages, webhooks.
 *
 * @example
 * const crm = createExampleCrmSimulator({ clock })
 * const network = mockNetwork(...crm.handlers)
 * crm.stores.people.insert({ given_name: 'Ada', family_name: 'Green', key: null, archived: false })
 */
export function createExampleCrmSimulator(options: ExampleCrmSimulatorOptions = {}): ExampleCrmSimulator {
  const { origin = 'https://api.example-crm.test', clock = createClock({ ticking: true }) } = options
  const stores = createStores(clock)
  const webhooks = new ExampleWebhooks({
    clock,
    accountId: ACCOUNT_ID,
    secret: options.webhookSecret ?? 'example-webhook-secret',
    ...(options.webhookRetries === undefined ? {} : { retries: options.webhookRetries }),
  })
  const account = {
    id: ACCOUNT_ID,
    get name() {
      return String(stores.workspace.get(WORKSPACE_ID)?.name)
    },
  }
  const oauth = createOAuthServer({
    baseUrl: origin,
    authorizePath: '/oauth/authorize',
    tokenPath: '/oauth/token',
    revokePath: '/oauth/revoke',
    clients: [client],
    clientAuth: 'post',
    scopes: ['read', 'write'],
    pkce: true,
    rotateRefreshTokens: true,
    account: () => account,
    applicationName: 'Example CRM',
    clock,
    ...(options.tokenTtlSeconds === undefined ? {} : { tokenTtlSeconds: options.tokenTtlSeconds }),
  })
  const persistence = options.persistTo === undefined ? undefined : openPersistence(options.persistTo)
  for (const { name } of collections) persistence?.bind(name, stores[name])
  persistence?.bindState('oauth', oauth.state)
  persistence?.bindState('webhooks', webhooks.state)
  if (!stores.workspace.get(WORKSPACE_ID)) {
    const name = options.accountName ?? 'Example Ltd'
    stores.workspace.insert({ id: WORKSPACE_ID, key: null, archived: false, name, currency: 'EUR' })
  }
  for (const { name } of collections) stores[name].onChange((change) => webhooks.announce(name, change))

  const faults = createFaults()
  const requests = createRequestLog()
  const limiter = createRateLimiter({
    clock,
    ...(options.requestsPerSecond === undefined ? {} : { perSecond: options.requestsPerSecond }),
  })
  const api = guardApi(
    apiHandlers({ stores, webhooks, account, origin, publicUrl: options.publicUrl ?? origin }),
    { oauth, apiKey, limiter },
  )

  return {
    origin,
    handlers: withRequestLog(withFaults([...oauth.handlers, ...api], faults), requests, clock),
    client: { id: client.id, secret: client.secret },
    apiKey,
    account,
    stores,
    faults,
    clock,
    oauth,
    requests,
    webhooks,
    subscribe: (url) => webhooks.subscribe(url),
    describe: () =>
      collections.map(({ name, label, columns, editable, title }) => ({
        collection: name,
        label,
        columns,
        editable,
        title,
      })),
    async close() {
      await webhooks.close()
      await persistence?.close()
    },
  }
}

function createStores(clock: Clock): Stores {
  const store = (name: CollectionName) => {
    const idPrefix = collections.find((collection) => collection.name === name)?.idPrefix ?? ''
    return createResourceStore<ExampleRecord>({ ids: prefixed(idPrefix, 4_801), clock })
  }
  return {
    people: store('people'),
    companies: store('companies'),
    articles: store('articles'),
    deals: store('deals'),
    orders: store('orders'),
    tax_rates: store('tax_rates'),
    workspace: store('workspace'),
  }
}

interface ApiParts {
  stores: Stores
  webhooks: ExampleWebhooks
  account: { id: string; name: string }
  origin: string
  publicUrl: string
}

function apiHandlers({ stores, webhooks, account, origin, publicUrl }: ApiParts): RequestHandler[] {
  const api = `${origin}/v1`
  const publicApi = `${publicUrl.replace(/\/$/, '')}/v1`
  return [
    http.get(`${api}/me`, () => json(200, { id: account.id, name: account.name })),
    ...webhooks.handlers(api),
    ...collections.flatMap((collection) => {
      const records = new CollectionRecords(collection, stores)
      return collection.name === 'workspace'
        ? workspaceHandlers(records, { api, id: WORKSPACE_ID })
        : collectionHandlers(records, { api, publicApi })
    }),
    http.all(`${api}/*`, ({ request }) => {
      throw notFound(`such address: ${request.method} ${new URL(request.url).pathname}`)
    }),
  ]
}
