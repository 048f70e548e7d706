/** What a browser does for a test: keeps cookies by origin, sends our header, does not follow redirects by itself. */
export interface Browser {
  request(url: string, init?: RequestInit): Promise<Response>
  /** Follows redirects over several origins; returns where it ended. */
  visit(url: string): Promise<{ url: URL; response: Response }>
  /** A request to the API with JSON in and out. */
  api(method: string, url: string, body?: unknown): Promise<{ status: number; body: unknown }>
}

export function openBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>()

  const request = async (target: string, init: RequestInit = {}): Promise<Response> => {
    const { origin } = new URL(target)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(target, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }

  const visit = async (target: string): Promise<{ url: URL; response: Response }> => {
    const response = await request(target)
    const location = response.headers.get('location')
    if (location === null) return { url: new URL(target), response }
    await response.arrayBuffer()
    return visit(new URL(location, target).href)
  }

  return {
    request,
    visit,
    async api(method, url, body) {
      const response = await request(url, {
        method,
        headers: { 'x-duet': '1', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
    },
  }
}

/** Presses a button of the consent page of a simulator and returns where it sends the browser. */
export async function pressOnConsentPage(
  browser: Browser,
  authorizeUrl: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<string> {
  const page = await (await browser.request(authorizeUrl)).text()
  const form = new URLSearchParams({ decision })
  for (const [, name = '', value = ''] of page.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g))
    form.set(name, value.replaceAll('&amp;', '&'))
  const answer = await browser.request(authorizeUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  await answer.arrayBuffer()
  return answer.headers.get('location') ?? ''
}
