import { inbox, link, linkList, runDetail, runList, sharedRecordList, whyAnswer } from '@duet/host-api'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { pressOnConsentPage } from './browser.js'
import { COMPANY, openSandbox } from './open-sandbox.js'

const authorize = z.object({ authorizeUrl: z.string() })

test('a company links Base CRM, records travel both ways, and unlinking keeps what was shared', async () => {
  await using sandbox = await openSandbox({ start: { workers: 'in-process' } })
  const { host, browser, hub, baseCrm } = sandbox
  const contact = baseCrm.stores.contacts.insert({
    first_name: 'Zoë',
    last_name: 'Brännström',
    email: 'zoe@example.com',
  })
  await hub.records.create(COMPANY, 'people', { first_name: 'Ada', last_name: 'Green' })

  const organizationId = await sandbox.organizationId()
  const linksUrl = `${host.url}/api/organizations/${organizationId}/links`
  const started = await browser.api('POST', linksUrl, { connector: 'basecrm' })
  const { authorizeUrl } = authorize.parse(started.body)
  const landed = await browser.visit(await pressOnConsentPage(browser, authorizeUrl))
  expect(landed.url.pathname).toMatch(new RegExp(`^/organizations/${organizationId}/links/`))
  expect(landed.url.search).toBe('?linked=1')

  const [made] = linkList.parse((await browser.api('GET', linksUrl)).body).links
  if (made === undefined) throw new Error('no link was made')
  expect(made).toMatchObject({ connector: 'basecrm', status: 'linked', accountName: baseCrm.account.name })
  const linkUrl = `${host.url}/api/links/${made.id}`

  await vi.waitFor(
    async () => {
      const { runs } = runList.parse((await browser.api('GET', `${linkUrl}/runs`)).body)
      expect(runs[0]?.status).toBe('succeeded')
    },
    { timeout: 20_000, interval: 100 },
  )
  const people = await hub.records.list(COMPANY, 'people')
  expect(people.map((person) => person.last_name)).toEqual(expect.arrayContaining(['Brännström', 'Green']))
  expect(baseCrm.stores.contacts.all().map(({ last_name }) => last_name)).toContain('Green')

  const shown = link.parse((await browser.api('GET', linkUrl)).body)
  expect(shown).toMatchObject({ running: null, health: { state: 'ok' }, waiting: { failed: 0 } })
  const detail = runDetail.parse((await browser.api('GET', `${host.url}/api/runs/${shown.lastRun?.id}`)).body)
  expect(detail.entities.map(({ name }) => name)).toContain('person_and_organization')
  const found = sharedRecordList.parse(
    (await browser.api('GET', `${linkUrl}/records?search=zo%C3%AB&limit=5`)).body,
  )
  expect(found.records.map(({ externalId }) => externalId)).toEqual([String(contact.id)])
  const why = whyAnswer.parse((await browser.api('GET', `${linkUrl}/why?id=${contact.id}`)).body)
  expect(why.decisions[0]?.words).toMatch(/[A-Z].*\./)
  expect(why.record?.externalId).toBe(String(contact.id))
  expect(inbox.parse((await browser.api('GET', `${linkUrl}/inbox`)).body).records).toEqual([])

  // unlink
  expect((await browser.api('DELETE', linkUrl)).status).toBe(204)
  expect(await host.store.credentials.read(made.id)).toBeUndefined()
  expect(await host.store.idMaps.count(made.id)).toBeGreaterThan(0)
  expect(link.parse((await browser.api('GET', linkUrl)).body).status).toBe('unlinked')
}, 60_000)
