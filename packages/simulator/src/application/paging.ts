import { pageWindow, withQuery } from '../paging.js'
import type { RecordPage } from '../resource-store.js'
import { badRequest } from './refusal.js'

/** A request for a part of a list. */
export interface PageRequest {
  /** The name of the collection. */
  collection: string
  query: URLSearchParams
  /** Where clients find the list, with the query. */
  url: string
  /** The records of the list as the API shows them, from an offset on. */
  records(window: { offset: number; limit: number }): RecordPage<Record<string, unknown>>
}

/** How a list is cut into pages: reads what is asked for and answers it. */
export type Paging = (request: PageRequest) => { body: unknown; headers?: Record<string, string> }

/** How many records a page has. */
export interface PageSize {
  /** The parameter. */
  size: string
  /** Without the parameter (default 50). */
  defaultSize?: number
  /** More is refused (default 100). */
  maxSize?: number
}

interface Part {
  /** The name of the collection, for answers that have its records in a field of that name. */
  collection: string
  records: readonly Record<string, unknown>[]
  /** Of all records that fit. */
  total: number
}

/**
 * Numbered pages.
 *
 * @example byPage({ page: 'page', size: 'per_page', answer: ({ records, page, pages }) => ({ data: records, page, pages }) })
 */
export const byPage =
  (
    options: PageSize & { page: string; answer(part: Part & { page: number; pages: number }): unknown },
  ): Paging =>
  ({ query, records, collection }) => {
    const page = wholeNumber(query, { name: options.page, otherwise: 1, from: 1 })
    const size = sizeOf(query, options)
    const part = records(pageWindow(page, size))
    return {
      body: options.answer({ ...part, collection, page, pages: Math.max(1, Math.ceil(part.total / size)) }),
    }
  }

/**
 * The answer says where the next page is; `next` is null on the last one. With `header`, it stands in the header `Link`.
 *
 * @example byLink({ size: 'limit', answer: ({ records, next }) => ({ items: records, meta: { next } }) })
 */
export const byLink =
  (options: PageSize & { header?: boolean; answer(part: Part & { next: string | null }): unknown }): Paging =>
  ({ query, url, records, collection }) => {
    const page = wholeNumber(query, { name: 'page', otherwise: 1, from: 1 })
    const size = sizeOf(query, options)
    const part = records(pageWindow(page, size))
    const next = page * size < part.total ? withQuery(url, { page: page + 1 }) : null
    const headers: Record<string, string> =
      options.header && next !== null ? { link: `<${next}>; rel="next"` } : {}
    return { body: options.answer({ ...part, collection, next }), headers }
  }

/**
 * So many records from the n-th on.
 *
 * @example byOffset({ offset: 'offset', size: 'limit', answer: ({ records, total }) => ({ rows: records, total }) })
 */
export const byOffset =
  (options: PageSize & { offset: string; answer(part: Part & { offset: number }): unknown }): Paging =>
  ({ query, records, collection }) => {
    const offset = wholeNumber(query, { name: options.offset, otherwise: 0, from: 0 })
    const part = records({ offset, limit: sizeOf(query, options) })
    return { body: options.answer({ ...part, collection, offset }) }
  }

/**
 * The answer holds a text that asks for the next page; `cursor` is null on the last one.
 *
 * @example byCursor({ cursor: 'after', size: 'first', answer: ({ records, cursor }) => ({ nodes: records, end: cursor }) })
 */
export const byCursor =
  (options: PageSize & { cursor: string; answer(part: Part & { cursor: string | null }): unknown }): Paging =>
  ({ query, records, collection }) => {
    const offset = offsetIn(query.get(options.cursor))
    const limit = sizeOf(query, options)
    const part = records({ offset, limit })
    const cursor = offset + limit < part.total ? cursorOf(offset + limit) : null
    return { body: options.answer({ ...part, collection, cursor }) }
  }

const cursorOf = (offset: number) => Buffer.from(`after:${offset}`).toString('base64url')

function offsetIn(cursor: string | null): number {
  if (cursor === null || cursor === '') return 0
  const [, offset] = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (offset === undefined) throw badRequest('The cursor is not one of ours.')
  return Number(offset)
}

const sizeOf = (query: URLSearchParams, { size, defaultSize = 50, maxSize = 100 }: PageSize) =>
  wholeNumber(query, { name: size, otherwise: defaultSize, from: 1, to: maxSize })

interface WholeNumber {
  name: string
  otherwise: number
  from: number
  to?: number
}

/** @throws Refusal 400 */
function wholeNumber(
  query: URLSearchParams,
  { name, otherwise, from, to = Number.MAX_SAFE_INTEGER }: WholeNumber,
) {
  const text = query.get(name)
  if (text === null) return otherwise
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= from && number <= to) return number
  throw badRequest(`The parameter ${name} is not a whole number from ${from} to ${to}.`)
}
