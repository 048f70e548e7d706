import { ExternalApiError, type Query } from '@duet/core'

/** URLs of one API: made from paths, never on another origin. */
export interface ApiUrls {
  /** The URL of a path below the base URL, of an absolute URL, or of a query (`?page=2`) relative to `current`. */
  resolve(target: string, options?: { query?: Query | undefined; current?: URL }): URL
  /** Path below the base URL, without the query. */
  pathOf(url: URL): string
}

export function apiUrls(baseUrl: string): ApiUrls {
  const base = new URL(baseUrl)
  const root = base.pathname.replace(/\/+$/, '')

  return {
    resolve(target, { query, current } = {}) {
      const url = locate({ target, origin: base.origin, root, current })
      // whoever controls a next link must not choose who receives the account's token
      if (url.origin !== base.origin) throw otherOrigin(url, base)
      url.hash = ''
      if (query !== undefined) setQuery(url, query)
      return url
    },
    pathOf({ pathname }) {
      return root !== '' && pathname.startsWith(`${root}/`) ? pathname.slice(root.length) : pathname
    },
  }
}

function locate(parts: { target: string; origin: string; root: string; current: URL | undefined }): URL {
  const { target, origin, root, current } = parts
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//')) return new URL(target, origin)
  if (target.startsWith('?') && current !== undefined) return new URL(target, current)
  const path = target.startsWith('/') ? target : `/${target}`
  const fromRoot = root !== '' && (path.startsWith(`${root}/`) || path.startsWith(`${root}?`))
  return new URL(`${origin}${fromRoot ? '' : root}${path}`)
}

function setQuery(url: URL, query: Query): void {
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) url.searchParams.delete(name)
    else url.searchParams.set(name, value instanceof Date ? value.toISOString() : String(value))
  }
  // every server reads %20 as a space, not all of them read + as one
  url.search = url.search.replaceAll('+', '%20')
}

function otherOrigin(url: URL, base: URL): ExternalApiError {
  return new ExternalApiError(
    `Failed to follow a link to ${url.origin}: it leaves the API at ${base.origin} and would carry the account's token away. Check the base URL of the connector, or report the link to the API's makers.`,
    { code: 'other_origin' },
  )
}
