import { ExternalApiError, type PagesOptions, type Query } from '@duet/core'
import type { ApiUrls } from './target-url.js'

/** One page, with the bytes it was read from. */
export interface FetchedPage<Page> {
  page: Page
  body: Buffer
}

export interface PageReading<Page> {
  path: string
  options: PagesOptions<Page>
  urls: ApiUrls
  fetchPage: (url: URL) => Promise<FetchedPage<Page>>
}

/** Reads page after page; ends in an `ExternalApiError` where it would go round in circles. */
export async function* readPages<Page>(reading: PageReading<Page>): AsyncGenerator<Page, void, undefined> {
  const { path, options, urls, fetchPage } = reading
  const asked = new Set<string>()
  let before: Buffer | undefined
  const { checkpoint } = options
  let url: URL | undefined =
    checkpoint?.from === undefined
      ? urls.resolve(path, { query: options.query })
      : urls.resolve(checkpoint.from)
  while (url !== undefined) {
    asked.add(url.href)
    const { page, body } = await fetchPage(url)
    if (before?.equals(body)) throw endless(path, 'a page repeats the one before')
    before = body
    checkpoint?.note(`${url.pathname}${url.search}`)
    yield page
    url = nextUrl(reading, options.next(page, Object.fromEntries(url.searchParams)), url)
    if (url !== undefined && asked.has(url.href)) throw endless(path, 'the next page was already read')
  }
}

function nextUrl<Page>(
  reading: PageReading<Page>,
  next: string | Query | undefined,
  current: URL,
): URL | undefined {
  // an API's `next: null` or `next: ''` is an end, too
  if (next === undefined || next === null || next === '') return undefined
  if (typeof next === 'string') return reading.urls.resolve(next, { current })
  return reading.urls.resolve(reading.path, { query: { ...reading.options.query, ...next } })
}

function endless(path: string, reason: string): ExternalApiError {
  return new ExternalApiError(
    `Failed to read the pages of ${path}: ${reason}. Check what \`next\` returns, and whether the API understands its parameters.`,
    { code: 'paging' },
  )
}
