import type { Query } from './http.js'

/** The parameters of the request a page came from, as they stood in its URL. */
export type AskedQuery = Readonly<Record<string, string>>

/** From a page just read to the next request; undefined ends the reading. What `http.pages` takes as `next`. */
export type NextRequest<Page> = (page: Page, asked: AskedQuery) => string | Query | undefined

interface Counted<Page> {
  /** The records of a page. A page shorter than asked for ends nothing: only the API knows where its list ends. */
  items(page: Page): readonly unknown[]
  /** The parameter to raise; `page` or `offset` unless given. */
  parameter?: string
}

/**
 * The API names the next page by a URL.
 *
 * @example http.pages('/tasks', listing, { next: byLink((page) => page.meta.links.next_page) })
 */
export const byLink =
  <Page>(link: (page: Page) => string | null | undefined): NextRequest<Page> =>
  (page) =>
    link(page) || undefined

/**
 * The API hands out a cursor. One that does not advance ends the reading with an error, not in a circle.
 *
 * @example http.pages('/events', listing, { next: byCursor((page) => page.next_cursor, 'after') })
 */
export const byCursor =
  <Page>(
    cursor: (page: Page) => string | number | null | undefined,
    parameter = 'cursor',
  ): NextRequest<Page> =>
  (page) => {
    const next = cursor(page)
    return next === null || next === undefined || next === '' ? undefined : { [parameter]: next }
  }

/**
 * Pages have numbers, the first one is 1 unless the first request says otherwise. Ends after the last of `pages`; where the
 * API does not tell how many there are, after an empty page.
 *
 * @example http.pages('/people', listing, { next: byPageNumber({ items: (page) => page.data, pages: (page) => page.pages }) })
 */
export const byPageNumber =
  <Page>({
    items,
    pages,
    parameter = 'page',
  }: Counted<Page> & { pages?(page: Page): number | null | undefined }): NextRequest<Page> =>
  (page, asked) => {
    const number = Number(asked[parameter] ?? 1)
    const last = pages?.(page)
    const isLast = last === undefined || last === null ? items(page).length === 0 : number >= last
    return isLast ? undefined : { [parameter]: number + 1 }
  }

/**
 * The next request starts behind the records read so far. Ends at `total`; where the API does not tell it, at an empty page.
 *
 * @example http.pages('/people', listing, { next: byOffset({ items: (page) => page.data, total: (page) => page.total }) })
 */
export const byOffset =
  <Page>({
    items,
    total,
    parameter = 'offset',
  }: Counted<Page> & { total?(page: Page): number | null | undefined }): NextRequest<Page> =>
  (page, asked) => {
    const count = items(page).length
    const offset = Number(asked[parameter] ?? 0) + count
    const end = total?.(page)
    const isLast = end === undefined || end === null ? count === 0 : offset >= end
    return isLast ? undefined : { [parameter]: offset }
  }
