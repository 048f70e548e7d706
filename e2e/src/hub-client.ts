import { z } from 'zod'

/** A record as the hub's API gives it: ids are lists of who knows it by which id. */
export const hubRecord = z.looseObject({
  id: z.array(z.object({ id: z.coerce.string(), provider: z.string(), realm: z.string() })),
})
export type HubRecord = z.output<typeof hubRecord>

/** Where the hub is and who asks: another application of the same company. */
export interface HubAccess {
  url: string
  groupId: string
  apiId: string
  apiKey: string
}

/** The hub as another application of the company sees it. */
export interface HubClient {
  list(collection: string): Promise<readonly HubRecord[]>
  create(collection: string, fields: object): Promise<HubRecord>
  update(collection: string, id: string, fields: object): Promise<HubRecord>
}

/** The Connec! id of a record. */
export const connecIdOf = (record: HubRecord): string => idsOf(record, 'connec')[0] ?? ''

/** Every id of a record, or of a reference, that a provider knows it by. */
export function idsOf(record: HubRecord, provider: string, field = 'id'): readonly string[] {
  const entries = hubRecord.shape.id.safeParse(record[field])
  return entries.success
    ? entries.data.filter((entry) => entry.provider === provider).map((entry) => entry.id)
    : []
}

const page = z.looseObject({ pagination: z.looseObject({ next: z.string().optional() }).optional() })

/** Speaks Connec! API v2. */
export function createHubClient({ url, groupId, apiId, apiKey }: HubAccess): HubClient {
  const headers = {
    authorization: `Basic ${Buffer.from(`${apiId}:${apiKey}`).toString('base64')}`,
    accept: 'application/vnd.api+json',
    'content-type': 'application/vnd.api+json',
    'connec-external-ids': 'true',
  }
  const call = async (method: string, target: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(target, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    const text = await response.text()
    if (!response.ok)
      throw new Error(`Failed to ${method} ${target}: the hub answered ${response.status} ${text}`)
    return z.looseObject({}).parse(JSON.parse(text))
  }
  const collectionUrl = (collection: string) => `${url}/api/v2/${groupId}/${collection}`

  return {
    list: async (collection) => {
      const records: HubRecord[] = []
      let next: string | undefined = `${collectionUrl(collection)}?%24top=100`
      while (next !== undefined) {
        const answer = await call('GET', next)
        records.push(...z.array(hubRecord).parse(answer[collection]))
        next = page.parse(answer).pagination?.next
      }
      return records
    },
    create: async (collection, fields) =>
      hubRecord.parse((await call('POST', collectionUrl(collection), { [collection]: fields }))[collection]),
    update: async (collection, id, fields) =>
      hubRecord.parse(
        (await call('PUT', `${collectionUrl(collection)}/${id}`, { [collection]: fields }))[collection],
      ),
  }
}
