import { byPage, defineSimulator, type Simulator, type SimulatorOptions } from '@duet/simulator'
import { type CollectionName, collections } from './collections.js'
import { webhooks } from './webhooks.js'

/** A running Example CRM. */
export type ExampleCrmSimulator = Simulator<CollectionName>
export type ExampleCrmSimulatorOptions = SimulatorOptions

/**
 * The whole of Example CRM: API, OAuth pages, webhooks.
 *
 * @example
 * const crm = createExampleCrmSimulator({ clock })
 * const network = mockNetwork(...crm.handlers)
 * crm.stores.people.insert({ given_name: 'Ada', family_name: 'Green' })
 */
export const createExampleCrmSimulator = defineSimulator<CollectionName>({
  name: 'Example CRM',
  origin: 'https://api.example-crm.test',
  basePath: '/v1',
  account: { id: 'acc_1', name: 'Example Ltd', path: '/me', namedBy: 'workspace' },
  auth: {
    oauth: {
      authorizePath: '/oauth/authorize',
      tokenPath: '/oauth/token',
      revokePath: '/oauth/revoke',
      clientAuth: 'post',
      scopes: ['read', 'write'],
      demands: { read: 'read', write: 'write' },
      pkce: true,
      rotateRefreshTokens: true,
    },
    apiKey: { header: 'x-api-key' },
  },
  paging: byPage({
    page: 'page',
    size: 'per_page',
    answer: ({ records, page, pages, total }) => ({ data: records, page, pages, total }),
  }),
  since: 'updated_since',
  collections,
  webhooks,
})
