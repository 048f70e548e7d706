import { linkList } from '@duet/host-api'
import { z } from 'zod'
import { type Browser, pressOnConsentPage } from './browser.js'

const authorize = z.object({ authorizeUrl: z.string() })
const organizations = z.object({ organizations: z.array(z.object({ id: z.string() })).min(1) })

/** Links the first company to Base CRM as a person does; returns where the browser ended, and the link's id. */
export async function linkBaseCrm(
  browser: Browser,
  hostUrl: string,
): Promise<{ landed: URL; linkId: string; linkUrl: string }> {
  const listed = organizations.parse((await browser.api('GET', `${hostUrl}/api/organizations`)).body)
  const linksUrl = `${hostUrl}/api/organizations/${listed.organizations[0]?.id}/links`
  const started = await browser.api('POST', linksUrl, { connector: 'basecrm' })
  const { authorizeUrl } = authorize.parse(started.body)
  const { url, response } = await browser.visit(await pressOnConsentPage(browser, authorizeUrl))
  await response.arrayBuffer()
  const [link] = linkList.parse((await browser.api('GET', linksUrl)).body).links
  if (link === undefined) throw new Error(`No link was made; the browser ended at ${url.href}`)
  return { landed: url, linkId: link.id, linkUrl: `${hostUrl}/api/links/${link.id}` }
}
