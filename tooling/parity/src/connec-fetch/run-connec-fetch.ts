import { connecNames, createConnec, createConnecHttp } from '@duet/connec-client'
import { type AnyConnecResource, DuetError, defineConnecResource } from '@duet/core'
import { z } from 'zod'
import type { Outcome } from '../runner.js'
import { difference } from '../same-meaning.js'
import { recordsError, type Vector } from '../vector.js'
import { playScript, scriptStep } from './play-script.js'
import { requestMeaning } from './request-meaning.js'

const HOST = 'https://api-connec.maestrano.com'
const GROUP = 'cld-dkg601'
const PAGE_SIZE = 100

const fetching = z.looseObject({
  connecEntityName: z.string(),
  singleton: z.boolean(),
  opts: z.looseObject({
    full_sync: z.boolean().optional(),
    $filter: z.string().optional(),
    $orderby: z.string().optional(),
    __limit: z.number().optional(),
    __skip: z.number().optional(),
    __skip_connec: z.boolean().optional(),
  }),
  lastSynchronizationDate: z.string().nullable(),
  connecGetScript: z.array(scriptStep),
  expected: z.looseObject({ entities: z.array(z.unknown()).optional(), gets: z.array(z.string()) }),
})
type Fetching = z.output<typeof fetching>

/** A read of the hub: which requests are made, how many records come, when it fails. */
export async function runConnecFetch(vector: Vector): Promise<Outcome> {
  const recorded = fetching.parse(vector)
  // Which half of a synchronization reads the hub at all is not the client's to decide.
  if (recorded.opts.__skip_connec === true) return { internal: true, differences: [] }
  const { requests, result } = await playScript(recorded.connecGetScript, () => read(recorded))
  if (result instanceof Error && !(result instanceof DuetError))
    return { differences: [], untyped: String(result) }
  const isBatch = recorded.opts.__limit !== undefined
  const meaning = (url: string) => requestMeaning(url, { host: HOST, group: GROUP, isBatch })
  return {
    differences: [
      ...difference('gets', recorded.expected.gets.map(meaning), requests.map(meaning)),
      ...ending(recorded, result, recordsError(vector)),
    ],
  }
}

function ending({ expected }: Fetching, result: number | Error, isError: boolean): string[] {
  if (isError) return result instanceof Error ? [] : [`error: expected a failed read, got ${result} records`]
  if (result instanceof Error) return [`entities: expected some, got the error "${result.message}"`]
  return difference('entities', expected.entities?.length, result)
}

/** The number of records read. */
async function read({
  connecEntityName,
  singleton,
  opts,
  lastSynchronizationDate,
}: Fetching): Promise<number> {
  await using http = createConnecHttp({
    host: HOST,
    apiId: 'recorded',
    apiKey: 'recorded',
    userAgent: 'duet-parity/1.0',
    retry: { tries: 3, minDelayMs: 0, jitter: () => 0 },
  })
  const connec = createConnec({ http, groupId: GROUP, provider: 'this_app', realm: 'r' })
  const since =
    lastSynchronizationDate === null || opts.full_sync ? undefined : new Date(lastSynchronizationDate)
  const pages = connec.list(resourceOf(connecEntityName, singleton), {
    since,
    filter: opts.$filter,
    orderBy: opts.$orderby,
    pageSize: opts.__limit ?? PAGE_SIZE,
    skip: opts.__skip,
  })
  let count = 0
  for await (const { records, failures } of pages) {
    count += records.length + failures.length
    if (opts.__limit !== undefined) break
  }
  return count
}

function resourceOf(title: string, singleton: boolean): AnyConnecResource {
  const { name, collection } = connecNames(title)
  return defineConnecResource({
    name,
    collection: singleton ? name : collection,
    singleton,
    fields: { first_name: z.string(), name: z.string() },
  })
}
