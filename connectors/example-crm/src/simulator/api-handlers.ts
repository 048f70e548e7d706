import { json } from '@duet/simulator'
import { http, type RequestHandler } from 'msw'
import { notFound } from './api-error.js'
import { collectionHandlers } from './collection-handlers.js'
import { CollectionRecords, type Stores } from './collection-records.js'
import { collections } from './collections.js'
import type { ExampleWebhooks } from './webhooks.js'
import { workspaceHandlers } from './workspace-handlers.js'

export interface ApiParts {
  stores: Stores
  webhooks: ExampleWebhooks
  account: { id: string; name: string }
  workspaceId: string
  origin: string
  publicUrl: string
}

/** Everything under `/v1`, not yet behind authentication. */
export function apiHandlers(parts: ApiParts): RequestHandler[] {
  const { stores, webhooks, account, workspaceId } = parts
  const api = `${parts.origin}/v1`
  const publicApi = `${parts.publicUrl.replace(/\/$/, '')}/v1`
  return [
    http.get(`${api}/me`, () => json(200, { id: account.id, name: account.name })),
    ...webhooks.handlers(api),
    ...collections.flatMap((collection) => {
      const records = new CollectionRecords(collection, stores)
      return collection.name === 'workspace'
        ? workspaceHandlers(records, { api, id: workspaceId })
        : collectionHandlers(records, { api, publicApi })
    }),
    http.all(`${api}/*`, ({ request }) => {
      throw notFound(`such address: ${request.method} ${new URL(request.url).pathname}`)
    }),
  ]
}
