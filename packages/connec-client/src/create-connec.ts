import type { AnyConnecResource, Http } from '@duet/core'
import { z } from 'zod'
import { collectionPath } from './batch-operation.js'
import { chunksOf } from './chunks-of.js'
import type { ConnecPage } from './connec-record.js'
import type { ConnecWrite, ConnecWriteResult } from './connec-write.js'
import { filter } from './filter.js'
import type { Identity } from './identity.js'
import { type ListReading, readList } from './read-list.js'
import { writeBatches } from './write-batches.js'

export interface ConnecClientOptions extends Identity {
  /** Already authorised, its base URL the host's root; `createConnecHttp` makes one. */
  readonly http: Http
  /** The company's `uid` at Connec!: `cld-…`. */
  readonly groupId: string
  /** Operations a batch. @default 50 */
  readonly batchSize?: number
}

export interface ConnecListOptions {
  /** Only records changed after this second. */
  readonly since?: Date | undefined
  /** A `$filter` of one's own, and-ed with `since`. */
  readonly filter?: string | undefined
  /** `created_at asc`. @default the hub's own order, which does not change while records do */
  readonly orderBy?: string | undefined
  readonly pageSize: number
  /** How many records of the list are left out at its start: those read before an interruption. */
  readonly skip?: number | undefined
}

/** Connec! as one group sees it, in the ids of one account. Errors are those of `Http`. */
export interface Connec extends Identity {
  readonly groupId: string
  /** Pages in the hub's own order. A record that cannot be read is among the failures of its page. */
  list(resource: AnyConnecResource, options: ConnecListOptions): AsyncGenerator<ConnecPage, void, undefined>
  /** The records of these Connec! ids; unknown ones are simply missing. Of a singleton: the one record. */
  readMany(resource: AnyConnecResource, ids: readonly string[]): Promise<ConnecPage>
  /**
   * Writes in batches, one after the other; one result a write, in their order. A write without a usable result is an
   * `UnansweredError` of its own. Throws only when nothing was answered at all.
   */
  write(writes: readonly ConnecWrite[]): Promise<readonly ConnecWriteResult[]>
  /** The hub's version: `1.1`. */
  version(): Promise<string>
}

type Place = Pick<ConnecListOptions, 'pageSize' | 'skip'>

const IDS_A_REQUEST = 50
const versionAnswer = z.object({ ci_branch: z.string() })

/**
 * The client of Connec! API v2 for one group and one linked account.
 *
 * @example
 * const hub = createConnec({ http, groupId: 'cld-1234', provider: 'basecrm', realm: 'account-9' })
 * for await (const { records } of hub.list(connec.person, { since, pageSize: 100 })) …
 */
export function createConnec(options: ConnecClientOptions): Connec {
  const { http, groupId, provider, realm, batchSize = 50 } = options
  const identity = { provider, realm }

  async function* list(resource: AnyConnecResource, options: ConnecListOptions) {
    const { since, filter: own, orderBy, ...place } = options
    const changed = since === undefined ? filter() : filter().updatedSince(since)
    yield* pages(resource, { $filter: changed.and(own).query, $orderby: orderBy }, place)
  }

  function pages(resource: AnyConnecResource, query: ListReading['query'], place: Place) {
    const path = collectionPath(groupId, resource.collection)
    return readList({ http, identity, path, resource, query, ...place })
  }

  async function readMany(resource: AnyConnecResource, ids: readonly string[]): Promise<ConnecPage> {
    const records = []
    const failures = []
    const chunks = resource.singleton ? [undefined] : chunksOf([...new Set(ids)], IDS_A_REQUEST)
    for (const chunk of chunks) {
      const $filter = chunk && filter().oneOf('_id', chunk).query
      for await (const page of pages(resource, { $filter }, { pageSize: IDS_A_REQUEST })) {
        records.push(...page.records)
        failures.push(...page.failures)
      }
    }
    return { records, failures }
  }

  return {
    groupId,
    ...identity,
    list,
    readMany,
    write: (writes) => writeBatches(writes, { http, target: { groupId, ...identity }, batchSize }),
    version: async () => {
      const { ci_branch } = await http.get('/version', versionAnswer)
      return ci_branch.replace(/^v/, '')
    },
  }
}
