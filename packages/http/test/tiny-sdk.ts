import {
  apiKey,
  type ClientParts,
  defineClient,
  defineConnecResource,
  defineConnector,
  defineEntity,
  defineMapper,
  defineResource,
  EntityNotFoundError,
} from '@duet/core'
import { z } from 'zod'
import { API } from './api.js'

/** A vendor's refusal, as SDKs raise them. */
export class TinyError extends Error {
  readonly status: number
  constructor(status: number, body: string) {
    super(`${status}: ${body}`)
    this.status = status
  }
}

/** What a vendor might publish: a class that takes a fetch and a token. */
export class TinySdk {
  readonly #parts: ClientParts
  constructor(parts: ClientParts) {
    this.#parts = parts
  }

  readonly tickets = {
    list: async (): Promise<{ id: string; subject: string }[]> => this.#call('GET', '/tickets'),
    get: async (id: string): Promise<{ id: string; subject: string }> => this.#call('GET', `/tickets/${id}`),
    create: async (fields: unknown): Promise<{ id: string }> => this.#call('POST', '/tickets', fields),
  }
  whoAmI = async (): Promise<{ id: string; name: string }> => this.#call('GET', '/me')

  async #call<T>(method: string, path: string, fields?: unknown): Promise<T> {
    const { baseUrl, fetch, getAccessToken } = this.#parts
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await getAccessToken()}`,
        ...(fields !== undefined && { 'content-type': 'application/json' }),
      },
      ...(fields !== undefined && { body: JSON.stringify(fields) }),
    })
    if (!response.ok) throw new TinyError(response.status, await response.text())
    return response.json() as Promise<T>
  }
}

/** Stands before the resources that use it, and before the connector that names it. */
export const sdk = defineClient((parts) => new TinySdk(parts))

export const tickets = defineResource({
  name: 'tickets',
  id: z.string(),
  fields: { subject: z.string() },
  async *list(http) {
    yield await http.client(sdk).tickets.list()
  },
  read: (http, id) =>
    http
      .client(sdk)
      .tickets.get(id)
      .catch((error: unknown) => {
        if (!(error instanceof TinyError) || error.status !== 404) throw error
        throw new EntityNotFoundError(`Failed to read ticket ${id}: it is gone.`, { cause: error })
      }),
  create: (http, fields) => http.client(sdk).tickets.create(fields),
})

const task = defineConnecResource({ name: 'task', collection: 'tasks', fields: { title: z.string() } })

export const tiny = defineConnector({
  name: 'tiny',
  displayName: 'Tiny',
  apiVersion: '1.0',
  baseUrl: API,
  auth: apiKey({ header: 'authorization', prefix: 'Bearer ', label: 'Token' }),
  client: sdk,
  account: (http) => http.client(sdk).whoAmI(),
  entities: [
    defineEntity({
      mapper: defineMapper({
        connec: task,
        external: tickets,
        prepare: async (http) => ({ me: await http.client(sdk).whoAmI() }),
        fields: { title: 'subject' },
        toConnec: (draft, _ticket, { me }) => ({ ...draft, title: `${draft.title} (${me.name})` }),
      }),
    }),
  ],
})
