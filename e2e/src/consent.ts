import type { Session } from './session.js'

/**
 * Presses "Allow" on a consent page: reads its form, sends it, and follows the redirects to where they end.
 *
 * Returns the URL the journey ended at.
 */
export async function approveConsent(session: Session, authorizeUrl: string): Promise<URL> {
  const { url, response } = await session.visit(authorizeUrl)
  const page = await response.text()
  if (!response.ok)
    throw new Error(`Failed to open the consent page: ${response.status} ${page.slice(0, 200)}`)
  const action = attribute(/<form\b[^>]*>/i.exec(page)?.[0] ?? '', 'action') ?? url.href
  const form = new URLSearchParams({ decision: 'allow' })
  for (const [input] of page.matchAll(/<input\b[^>]*>/gi)) {
    const name = attribute(input, 'name')
    if (name !== undefined) form.set(name, attribute(input, 'value') ?? '')
  }
  const answer = await session.request(new URL(action, url), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  const location = answer.headers.get('location')
  if (location === null)
    throw new Error(`Failed to allow access: the consent page answered ${answer.status} without a redirect`)
  await answer.arrayBuffer()
  const landed = await session.visit(new URL(location, url))
  await landed.response.arrayBuffer()
  return landed.url
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1]
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
