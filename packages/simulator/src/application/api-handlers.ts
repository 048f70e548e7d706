import { http, type RequestHandler } from 'msw'
import { json } from '../json-response.js'
import { collectionHandlers } from './collection-handlers.js'
import { CollectionRecords, type Stores } from './collection-records.js'
import { type ApiPlace, recordHandlers } from './record-handlers.js'
import { notFound } from './refusal.js'
import type { CollectionDefinition, SimulatedAccount, SimulatorDefinition } from './simulator-definition.js'
import type { WebhookSubscriptions } from './webhook-subscriptions.js'

export interface ApiParts {
  definition: SimulatorDefinition
  stores: Stores
  webhooks: WebhookSubscriptions
  account: SimulatedAccount
  origin: string
  publicUrl: string
}

/** The whole API, not yet behind authentication. */
export function apiHandlers(parts: ApiParts): RequestHandler[] {
  const { definition, stores, webhooks, account, origin, publicUrl } = parts
  const { basePath = '' } = definition
  const api = origin + basePath
  const place: ApiPlace = { api, publicApi: publicUrl.replace(/\/$/, '') + basePath, definition }
  const collections: [string, CollectionDefinition][] = Object.entries(definition.collections)
  return [
    http.get(api + definition.account.path, () =>
      json(200, definition.account.answer?.({ id: account.id, name: account.name }) ?? account),
    ),
    ...webhooks.handlers(api),
    ...collections.flatMap(([name, collection]) => {
      const records = new CollectionRecords(name, collection, stores)
      const only = collection.singleton?.(account)
      return only ? recordHandlers(records, place, only.id) : collectionHandlers(records, place)
    }),
    http.all(`${api}/*`, ({ request }) => {
      throw notFound(`such address: ${request.method} ${new URL(request.url).pathname}`)
    }),
  ]
}
