import { ExternalApiError, type Query, type QueryValue } from '@duet/core'

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
      // a query written with the rest is parsed with it; one that changes another's is put in afterwards
      const isBare = !/[?#]/.test(target)
      const search = isBare && query !== undefined ? searchOf(query) : ''
      const url = locate({ target, search, origin: base.origin, root, current })
      // whoever controls a next link must not choose who receives the account's token
      if (url.origin !== base.origin) throw otherOrigin(url, base)
      if (isBare) return url
      url.hash = ''
      if (query !== undefined) changeQuery(url, query)
      return url
    },
    pathOf({ pathname }) {
      return root !== '' && pathname.startsWith(`${root}/`) ? pathname.slice(root.length) : pathname
    },
  }
}

interface Target {
  readonly target: string
  readonly search: string
  readonly origin: string
  readonly root: string
  readonly current: URL | undefined
}

function locate({ target, search, origin, root, current }: Target): URL {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//'))
    return new URL(`${target}${search}`, origin)
  if (target.startsWith('?') && current !== undefined) return new URL(target, current)
  const path = target.startsWith('/') ? target : `/${target}`
  const fromRoot = root !== '' && (path.startsWith(`${root}/`) || path.startsWith(`${root}?`))
  return new URL(`${origin}${fromRoot ? '' : root}${path}${search}`)
}

function searchOf(query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, textOf(value))
  }
  return parameters.size === 0 ? '' : `?${spelled(parameters)}`
}

function changeQuery(url: URL, query: Query): void {
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) url.searchParams.delete(name)
    else url.searchParams.set(name, textOf(value))
  }
  url.search = spelled(url.searchParams)
}

const textOf = (value: Exclude<QueryValue, undefined>): string =>
  value instanceof Date ? value.toISOString() : String(value)

/** Every server reads %20 as a space, not all of them read + as one. */
const spelled = (parameters: URLSearchParams): string => parameters.toString().replaceAll('+', '%20')

function otherOrigin(url: URL, base: URL): ExternalApiError {
  return new ExternalApiError(
    `Failed to follow a link to ${url.origin}: it leaves the API at ${base.origin} and would carry the account's token away. Check the base URL of the connector, or report the link to the API's makers.`,
    { code: 'other_origin' },
  )
}
