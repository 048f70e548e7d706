import {
  ExternalApiError,
  type Http,
  isPlainObject,
  type ListOptions,
  type PlainRecord,
  type Resource,
} from '@duet/core'
import { z } from 'zod'
import type { Mutant } from './mutant.js'
import { withResources } from './with-mutation.js'

type List = Resource['list']

/** Products are listed otherwise. */
const listing = (list: (proper: List) => List): Pick<Mutant, 'mutate'> => ({
  mutate: (connector) => withResources(connector, { products: (proper) => ({ list: list(proper.list) }) }),
})

/** Each page of the good list, changed. */
const eachPage = (change: (page: readonly unknown[], options: ListOptions) => readonly unknown[]) =>
  listing(
    (proper) =>
      async function* list(http, options) {
        for await (const page of proper(http, options)) yield change(page, options)
      },
  )

const answer = z.object({ records: z.array(z.unknown()), next: z.number().nullable(), total: z.number() })
const isRecord = (value: unknown): value is PlainRecord => isPlainObject(value)

/** Pages by hand, each asked for by number. */
async function* pagesByHand(
  http: Http,
  { since, pageSize }: ListOptions,
  {
    from = 1,
    isOver,
  }: {
    from?: number
    isOver?: (page: z.output<typeof answer>, first: z.output<typeof answer>) => boolean
  } = {},
) {
  let first: z.output<typeof answer> | undefined
  for (let number: number | null = from; number !== null; ) {
    const page: z.output<typeof answer> = await http.get('/products', answer, {
      query: { page: number, size: pageSize, since },
    })
    first ??= page
    if (isOver?.(page, first)) return
    yield page.records
    number = page.next
  }
}

const ALL = 'a list is read to its end, every record once'
const SINCE = 'with since, what changed at or after it is read, and nothing older'
const EQUAL = 'records of one moment are all read, also across the edge of a page'
const DRIFT = 'what changes while a list is read is found by this reading or the next'
const OUTAGE = 'a list that cannot be read is an error, never an empty page or an end'
const BROKEN = 'an answer that is cut off or a page for people is an error'

/** Yields what the good list yields, and ends where it throws an error of this kind. */
const endingAt = (isEnd: (error: unknown) => boolean) =>
  listing(
    (proper) =>
      async function* list(http, options) {
        try {
          yield* proper(http, options)
        } catch (error) {
          if (!isEnd(error)) throw error
          yield []
        }
      },
  )
const statusOf = (error: unknown) => (error instanceof ExternalApiError ? error.status : undefined)

export const reading: readonly Mutant[] = [
  {
    does: 'reads the first page only',
    caughtBy: ALL,
    ...listing(
      (proper) =>
        async function* list(http, options) {
          for await (const page of proper(http, options)) return yield page
        },
    ),
  },
  {
    does: 'counts pages from the second on when it reads everything',
    caughtBy: ALL,
    ...listing(
      (proper) => (http, options) =>
        options.since ? proper(http, options) : pagesByHand(http, options, { from: 2 }),
    ),
  },
  {
    does: 'repeats the last record of each page at the start of the next',
    caughtBy: ALL,
    ...listing(
      (proper) =>
        async function* list(http, options) {
          let last: readonly unknown[] = []
          for await (const page of proper(http, options)) {
            yield [...last, ...page]
            last = page.slice(-1)
          }
        },
    ),
  },
  {
    does: 'moves its cursor by one record too many',
    caughtBy: ALL,
    ...eachPage((page, { pageSize }) =>
      page.length === pageSize && pageSize > 1 ? page.slice(0, -1) : page,
    ),
  },
  {
    does: 'never reads the last page when it is shorter than asked for',
    caughtBy: ALL,
    ...eachPage((page, { pageSize, since }) =>
      since === undefined && pageSize === 2 && page.length === 1 ? [] : page,
    ),
  },
  {
    does: 'reads everything, whatever since says',
    caughtBy: SINCE,
    ...listing(
      (proper) =>
        (http, { since, ...options }) =>
          proper(http, options),
    ),
  },
  {
    does: 'asks for what was created since, not what changed',
    caughtBy: SINCE,
    ...eachPage((page, { since }) =>
      since === undefined
        ? page
        : page.filter((record) => isRecord(record) && new Date(String(record.created_at)) >= since),
    ),
  },
  {
    does: 'reads what changed after the moment, leaving out the moment itself',
    caughtBy: EQUAL,
    ...listing(
      (proper) => (http, options) =>
        proper(http, {
          ...options,
          ...(options.since &&
            options.since.getMilliseconds() === 0 && { since: new Date(options.since.getTime() + 1_000) }),
        }),
    ),
  },
  {
    does: 'goes on behind the moment of the last record of a page',
    caughtBy: EQUAL,
    ...listing(
      (proper) =>
        async function* list(http, options) {
          if (options.since === undefined) return yield* proper(http, options)
          let last = ''
          for await (const page of proper(http, options)) {
            yield page.filter((record) => isRecord(record) && String(record.updated_at) !== last)
            const end = page.at(-1)
            last = isRecord(end) ? String(end.updated_at) : last
          }
        },
    ),
  },
  {
    does: 'gives up on a moment that fills more than three pages',
    caughtBy: EQUAL,
    ...listing(
      (proper) =>
        async function* list(http, options) {
          const moments: unknown[] = []
          for await (const page of proper(http, options)) {
            yield page
            moments.push(...page.map((record) => (isRecord(record) ? record.updated_at : undefined)))
            if (options.since && moments.length > 5 && new Set(moments).size === 1) return
          }
        },
    ),
  },
  {
    does: 'stops when the list grows while it is read',
    caughtBy: DRIFT,
    ...listing(
      () => (http, options) =>
        pagesByHand(http, options, { isOver: (page, first) => page.total !== first.total }),
    ),
  },
  {
    does: 'takes a failing server for the end of the list',
    caughtBy: OUTAGE,
    ...endingAt((error) => (statusOf(error) ?? 0) >= 500),
  },
  {
    does: 'takes a refusal for an empty page',
    caughtBy: OUTAGE,
    ...endingAt((error) => statusOf(error) === 403),
  },
  {
    does: 'takes a body that is cut off for the end of the list',
    caughtBy: BROKEN,
    ...endingAt((error) => error instanceof ExternalApiError && error.name === 'InvalidRecordError'),
  },
]
