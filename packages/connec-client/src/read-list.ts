import { type AnyConnecResource, ExternalApiError, type Http, InvalidRecordError } from '@duet/core'
import { z } from 'zod'
import type { ConnecPage } from './connec-record.js'
import type { Identity } from './identity.js'
import { readRecords } from './read-records.js'
import { requestHeaders } from './request-headers.js'

/** One list and where in it reading starts. */
export interface ListReading {
  readonly http: Http
  readonly identity: Identity
  readonly path: string
  readonly resource: AnyConnecResource
  /** The part of the query that stays the same from page to page. */
  readonly query: Readonly<Record<string, string | undefined>>
  readonly pageSize: number
  readonly skip?: number | undefined
}

/**
 * Reads a list page after page. A page too big to be read is read again in smaller ones; a record that is too big by
 * itself is a failure of its own.
 */
export async function* readList(reading: ListReading): AsyncGenerator<ConnecPage, void, undefined> {
  const { resource, identity, pageSize } = reading
  let skip = reading.skip ?? 0
  let size = pageSize
  let more = true
  while (more) {
    more = false
    try {
      for await (const { records, next } of answers(reading, { skip, size })) {
        skip += records.length
        yield readRecords(resource, records, identity)
        more = next !== undefined && size < pageSize
        if (more) break
      }
      size = Math.min(size * 2, pageSize)
    } catch (error) {
      if (!isTooBig(error) || resource.singleton) throw error
      more = true
      if (size > 1) {
        size = Math.ceil(size / 2)
        continue
      }
      yield { records: [], failures: [{ id: null, error: tooBig(resource, skip) }] }
      skip += 1
      size = pageSize
    }
  }
}

function answers({ http, path, resource, query }: ListReading, place: { skip: number; size: number }) {
  const { collection, singleton } = resource
  const schema = singleton ? singletonAnswer(collection) : listAnswer(collection)
  const window = singleton ? {} : { $skip: place.skip || undefined, $top: place.size }
  const next = (page: Answer) => page.next
  return http.pages(path, schema, { query: { ...query, ...window }, next, headers: requestHeaders })
}

const isTooBig = (error: unknown): boolean =>
  error instanceof ExternalApiError && error.code === 'body_too_big'

const tooBig = ({ name, collection }: AnyConnecResource, at: number): InvalidRecordError =>
  new InvalidRecordError(
    `Failed to read a Connec! ${name}: record ${at + 1} of the list is too big to be read. Shorten its texts; the others go on.`,
    { path: `${collection}[${at}]` },
  )

interface Answer {
  readonly records: readonly unknown[]
  readonly next: string | undefined
}

/** Each record of it is read later; asking about each here would be asking twice. */
const anyList = z.custom<readonly unknown[]>(Array.isArray, 'Invalid input: expected array')
const pagination = z.object({ next: z.string().nullish() }).nullish()

/** `{ people: […], pagination: { next } }`; lists in the list are tolerated, an answer without the collection is not. */
const listAnswer = (collection: string) =>
  z.looseObject({ [collection]: anyList, pagination }).transform((body): Answer => {
    const parsed = pagination.safeParse(body.pagination).data
    const records: readonly unknown[] = anyList.parse(body[collection])
    return {
      records: records.some(Array.isArray) ? records.flat(10) : records,
      next: parsed?.next || undefined,
    }
  })

/** `{ company: { … } }`; the hub may also put it in a list, empty when nothing has changed. */
const singletonAnswer = (collection: string) =>
  z
    .looseObject({ [collection]: z.union([z.looseObject({}), z.array(z.looseObject({}))]) })
    .transform((body): Answer => ({ records: [body[collection]].flat(), next: undefined }))
