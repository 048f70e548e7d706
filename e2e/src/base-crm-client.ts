import { z } from 'zod'

/** A record as Base CRM's API gives it. */
export const baseRecord = z.looseObject({ id: z.number() })
export type BaseRecord = z.output<typeof baseRecord>

const single = z.object({ data: baseRecord })
const listing = z.object({
  items: z.array(single),
  meta: z.object({ links: z.looseObject({ next_page: z.string().nullish() }).nullish() }),
})

/** Where Base CRM is and a personal access token of the account. */
export interface BaseCrmAccess {
  url: string
  token: string
}

/** Base CRM as its own users' scripts see it. */
export interface BaseCrmClient {
  list(collection: string): Promise<readonly BaseRecord[]>
  create(collection: string, fields: object): Promise<BaseRecord>
  update(collection: string, id: number, fields: object): Promise<BaseRecord>
  delete(collection: string, id: number): Promise<void>
  exists(collection: string, id: number): Promise<boolean>
}

/** Speaks Base CRM API v2. */
export function createBaseCrmClient({ url, token }: BaseCrmAccess): BaseCrmClient {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'duet-journey/1.0',
  }
  /** The API allows ten requests a second: a 429 is waited out. */
  const send = async (method: string, target: string, body?: object): Promise<Response> => {
    for (let attempt = 0; ; attempt++) {
      const response = await fetch(target, {
        method,
        headers,
        ...(body ? { body: JSON.stringify({ data: body }) } : {}),
      })
      if (response.status !== 429 || attempt > 20) return response
      await response.arrayBuffer()
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  const call = async (method: string, target: string, body?: object): Promise<unknown> => {
    const response = await send(method, target, body)
    const text = await response.text()
    if (!response.ok)
      throw new Error(`Failed to ${method} ${target}: Base CRM answered ${response.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  return {
    list: async (collection) => {
      const records: BaseRecord[] = []
      let next: string | null | undefined = `${url}/v2/${collection}?per_page=100&page=1`
      while (next) {
        const { items, meta }: z.output<typeof listing> = listing.parse(await call('GET', next))
        records.push(...items.map(({ data }) => data))
        next = meta.links?.next_page
      }
      return records
    },
    create: async (collection, fields) =>
      single.parse(await call('POST', `${url}/v2/${collection}`, fields)).data,
    update: async (collection, id, fields) =>
      single.parse(await call('PUT', `${url}/v2/${collection}/${id}`, fields)).data,
    delete: async (collection, id) => {
      await call('DELETE', `${url}/v2/${collection}/${id}`)
    },
    exists: async (collection, id) => {
      const response = await send('GET', `${url}/v2/${collection}/${id}`)
      await response.arrayBuffer()
      return response.ok
    },
  }
}
