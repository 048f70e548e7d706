import {
  createClock,
  createFaults,
  createRateLimiter,
  createRequestLog,
  openPersistence,
  withFaults,
  withRequestLog,
} from '@duet/simulator'
import { apiHandlers } from './api-handlers.js'
import { collections } from './collections.js'
import { createExampleOAuth } from './create-example-oauth.js'
import { createStores } from './create-stores.js'
import { guardApi } from './guard-api.js'
import type { ExampleCrmSimulator, ExampleCrmSimulatorOptions } from './simulator-options.js'
import { ExampleWebhooks } from './webhooks.js'

const ACCOUNT_ID = 'acc_1'
const WORKSPACE_ID = 'wsp_1'
const client = { id: 'duet', secret: 'example-client-secret' }
const apiKey = 'example-api-key'

/**
 * The whole of Example CRM: API, OAuth pages, webhooks.
 *
 * @example
 * const crm = createExampleCrmSimulator({ clock })
 * const network = mockNetwork(...crm.handlers)
 * crm.stores.people.insert({ given_name: 'Ada', family_name: 'Green' })
 */
export function createExampleCrmSimulator(options: ExampleCrmSimulatorOptions = {}): ExampleCrmSimulator {
  const {
    origin = 'https://api.example-crm.test',
    clock = createClock({ ticking: true }),
    publicUrl = origin,
    accountName = 'Example Ltd',
    webhookSecret = 'example-webhook-secret',
    webhookRetries = 3,
    requestsPerSecond,
    tokenTtlSeconds = 3_600,
  } = options
  const stores = createStores(clock)
  const account = {
    id: ACCOUNT_ID,
    get name() {
      return String(stores.workspace.get(WORKSPACE_ID)?.name ?? accountName)
    },
  }
  const oauth = createExampleOAuth({ origin, clock, client, account, tokenTtlSeconds })
  const webhooks = new ExampleWebhooks({
    clock,
    accountId: ACCOUNT_ID,
    secret: webhookSecret,
    retries: webhookRetries,
  })

  const persistence = options.persistTo === undefined ? undefined : openPersistence(options.persistTo)
  for (const { name } of collections) persistence?.bind(name, stores[name])
  persistence?.bindState('oauth', oauth.state)
  persistence?.bindState('webhooks', webhooks.state)
  if (!stores.workspace.get(WORKSPACE_ID))
    stores.workspace.insert({ id: WORKSPACE_ID, name: accountName, currency: 'EUR' })
  for (const { name } of collections) stores[name].onChange((change) => webhooks.announce(name, change))

  const faults = createFaults()
  const requests = createRequestLog()
  const limiter = createRateLimiter({
    clock,
    ...(requestsPerSecond === undefined ? {} : { perSecond: requestsPerSecond }),
  })
  const api = apiHandlers({ stores, webhooks, account, workspaceId: WORKSPACE_ID, origin, publicUrl })
  const all = [...oauth.handlers, ...guardApi(api, { oauth, apiKey, limiter })]

  return {
    origin,
    handlers: withRequestLog(withFaults(all, faults), requests, clock),
    client,
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
