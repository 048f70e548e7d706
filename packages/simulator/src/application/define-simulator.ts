import { type Clock, createClock } from '../clock.js'
import { createFaults } from '../faults.js'
import { createOAuthServer, type OAuthServer } from '../oauth/oauth-server.js'
import { openPersistence } from '../persistence.js'
import { createRateLimiter } from '../rate-limiter.js'
import { createRequestLog, withRequestLog } from '../request-log.js'
import { withFaults } from '../with-faults.js'
import { apiHandlers } from './api-handlers.js'
import type { Stores } from './collection-records.js'
import { createStores } from './create-stores.js'
import { guardApi } from './guard-api.js'
import type { RefusalBody } from './refusal.js'
import type { Simulator, SimulatorOptions } from './simulator.js'
import type { SimulatedAccount, SimulatorDefinition } from './simulator-definition.js'
import { WebhookSubscriptions } from './webhook-subscriptions.js'

const client = { id: 'duet', secret: 'example-client-secret' }
const apiKey = 'example-api-key'
const login = { username: 'ada@example.test', password: 'example-password' }

/**
 * Declares a simulated application: API, OAuth pages, webhooks, faults. Returns what starts it.
 *
 * @example
 * export const createMyCrmSimulator = defineSimulator({
 *   name: 'My CRM',
 *   origin: 'https://api.my-crm.test',
 *   account: { id: 'acc_1', name: 'Example Ltd', path: '/me' },
 *   auth: { apiKey: { header: 'x-api-key' } },
 *   paging: byPage({ page: 'page', size: 'per_page', answer: ({ records, page, pages }) => ({ data: records, page, pages }) }),
 *   since: 'updated_since',
 *   collections: { people: { fields: { name: z.string(), email: z.email() }, needs: ['name'] } },
 * })
 * const crm = createMyCrmSimulator({ clock })
 * crm.stores.people.insert({ name: 'Ada' })
 */
export function defineSimulator<const Name extends string>(
  definition: SimulatorDefinition<Name>,
): (options?: SimulatorOptions) => Simulator<Name> {
  return (options = {}) => start(definition, options)
}

function start<Name extends string>(
  definition: SimulatorDefinition<Name>,
  options: SimulatorOptions,
): Simulator<Name> {
  const { origin = definition.origin, clock = createClock({ ticking: true }), webhookRetries = 3 } = options
  const stores = createStores(definition.collections, clock)
  const account = accountOf(definition, { stores: stores.byName, name: options.accountName })
  const oauth = startOAuth(definition, { origin, clock, account, ttlSeconds: options.tokenTtlSeconds })
  const webhooks = new WebhookSubscriptions({
    definition: definition.webhooks,
    secret: options.webhookSecret,
    clock,
    accountId: account.id,
    retries: webhookRetries,
  })

  const persistence = options.persistTo === undefined ? undefined : openPersistence(options.persistTo)
  for (const [name, store] of stores.named) persistence?.bind(name, store)
  persistence?.bindState('oauth', oauth.state)
  persistence?.bindState('webhooks', webhooks.state)
  stores.addSingletons(account)
  for (const [name, store] of stores.named) store.onChange((change) => webhooks.announce(name, change))

  const faults = createFaults()
  const requests = createRequestLog()
  const { publicUrl = origin, requestsPerSecond } = options
  const api = apiHandlers({ definition, stores: stores.byName, webhooks, account, origin, publicUrl })
  const guarded = guardApi(api, {
    auth: definition.auth,
    oauth,
    apiKey,
    login,
    limiter: createRateLimiter({ clock, ...(requestsPerSecond && { perSecond: requestsPerSecond }) }),
    refusal: definition.refusal ?? usualRefusal,
  })
  const pages = definition.auth.oauth ? oauth.handlers : []

  return {
    origin,
    handlers: withRequestLog(withFaults([...pages, ...guarded], faults), requests, clock),
    client,
    apiKey,
    login,
    account,
    stores: stores.byName,
    faults,
    clock,
    oauth,
    requests,
    webhooks,
    subscribe: (url) => webhooks.subscribe(url),
    async close() {
      await webhooks.close()
      await persistence?.close()
    },
  }
}

function accountOf<Name extends string>(
  { account: { id, name, namedBy } }: SimulatorDefinition<Name>,
  given: { stores: Stores<Name>; name: string | undefined },
): SimulatedAccount {
  const names = namedBy && given.stores[namedBy]
  return {
    id,
    get name() {
      return String(names?.list({ limit: 1 })[0]?.name ?? given.name ?? name)
    },
  }
}

const usualRefusal: RefusalBody = ({ code, message, fields }) => ({ error: { code, message, fields } })

interface OAuthStart {
  origin: string
  clock: Clock
  account: SimulatedAccount
  ttlSeconds: number | undefined
}

/** Without a declaration there are no pages and no tokens that the API would take. */
function startOAuth(
  { name, auth }: SimulatorDefinition,
  { origin, clock, account, ttlSeconds }: OAuthStart,
): OAuthServer {
  const { demands, ...declared } = auth.oauth ?? noOAuth
  return createOAuthServer({
    ...declared,
    ...(ttlSeconds === undefined ? {} : { tokenTtlSeconds: ttlSeconds }),
    applicationName: name,
    baseUrl: origin,
    clients: [{ ...client, name: 'Duet' }],
    account: () => account,
    clock,
  })
}

const noOAuth: NonNullable<SimulatorDefinition['auth']['oauth']> = {
  authorizePath: '/oauth/authorize',
  tokenPath: '/oauth/token',
  clientAuth: 'post',
  scopes: [],
}
