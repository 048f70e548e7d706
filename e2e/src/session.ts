/** A browser's part of the work without a browser: keeps cookies, follows redirects one at a time. */
export interface Session {
  /** One request; redirects are not followed. */
  request(url: string | URL, init?: RequestInit): Promise<Response>
  /** A GET that follows redirects, over several origins, until an answer that is none. */
  visit(url: string | URL): Promise<{ url: URL; response: Response }>
}

const MOST_REDIRECTS = 10

/** Opens a session with an empty cookie jar; cookies are kept by origin. */
export function openSession(): Session {
  const jars = new Map<string, Map<string, string>>()

  const request = async (target: string | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(target)
    const jar = jars.get(url.origin) ?? new Map<string, string>()
    jars.set(url.origin, jar)
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name !== undefined && value !== undefined) jar.set(name, value)
    }
    return response
  }

  const visit = async (target: string | URL) => {
    let url = new URL(target)
    for (let step = 0; step < MOST_REDIRECTS; step++) {
      const response = await request(url)
      const location = response.headers.get('location')
      if (location === null) return { url, response }
      await response.arrayBuffer()
      url = new URL(location, url)
    }
    throw new Error(`Failed to open ${target}: more than ${MOST_REDIRECTS} redirects.`)
  }

  return { request, visit }
}
