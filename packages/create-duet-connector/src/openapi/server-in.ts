import type { ApiPlan } from '../plan/connector-plan.js'
import type { OpenapiDocument } from './document.js'

/** Where the API lies; no origin where the document leaves it open. */
export function serverIn({ servers = [] }: OpenapiDocument): Partial<Pick<ApiPlan, 'origin' | 'basePath'>> {
  const [server] = servers
  if (server === undefined) return { basePath: '' }
  const url = server.url.replace(
    /\{([^}]+)\}/g,
    (_, name: string) => server.variables?.[name]?.default ?? name,
  )
  const basePath = (pathname: string) => pathname.replace(/\/+$/, '')
  if (!URL.canParse(url)) return { basePath: basePath(url.startsWith('/') ? url : `/${url}`) }
  const { origin, pathname } = new URL(url)
  return { origin, basePath: basePath(pathname) }
}
