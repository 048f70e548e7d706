import { useSyncExternalStore } from 'react'

/** Where the visitor is. */
export type Route =
  | { page: 'companies' }
  | { page: 'link'; organizationId: string; linkId: string }
  | { page: 'unknown' }

/** The page of a path. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '')
  if (parts.length === 0) return { page: 'companies' }
  const [first, organizationId, third, linkId] = parts.map(decode)
  if (parts.length === 4 && first === 'organizations' && organizationId && third === 'links' && linkId)
    return { page: 'link', organizationId, linkId }
  return { page: 'unknown' }
}

/** The path of a link's page. */
export const linkPath = (link: { organizationId: string; id: string }): string =>
  `/organizations/${encodeURIComponent(link.organizationId)}/links/${encodeURIComponent(link.id)}`

let moved = false

/** Whether the visitor came here from another page of the dashboard (then its heading takes the focus). */
export const hasMoved = (): boolean => moved

/** Goes to another page of the dashboard. */
export function navigate(to: string): void {
  moved = true
  window.history.pushState(null, '', to)
  window.scrollTo(0, 0)
  announce()
}

/** Changes parts of the query string without a new entry in the browser's history; null removes one. */
export function replaceQuery(changes: Readonly<Record<string, string | null>>): void {
  const query = new URLSearchParams(window.location.search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  window.history.replaceState(null, '', window.location.pathname + (text && `?${text}`))
  announce()
}

/** The present route. */
export const useRoute = (): Route => routeOf(useSyncExternalStore(subscribe, () => window.location.pathname))

/** The present query string. */
export const useQueryString = (): URLSearchParams =>
  new URLSearchParams(useSyncExternalStore(subscribe, () => window.location.search))

const announce = () => window.dispatchEvent(new Event('duet:moved'))

function subscribe(changed: () => void): () => void {
  window.addEventListener('popstate', changed)
  window.addEventListener('duet:moved', changed)
  return () => {
    window.removeEventListener('popstate', changed)
    window.removeEventListener('duet:moved', changed)
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
