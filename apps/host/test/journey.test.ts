import { inbox, link, runDetail, runList, sharedRecordList, whyAnswer } from '@duet/host-api'
import { expect, test, vi } from 'vitest'
import { onEachDatabase } from './databases.js'
import { linkBaseCrm } from './link-base-crm.js'
import { openSandbox } from './open-sandbox.js'
import { COMPANY, GROUP, HUB_KEY } from './open-sides.js'

onEachDatabase((openDatabase) => {
  test('a company links Base CRM, records travel both ways, and unlinking keeps what was shared', async () => {
    await using database = await openDatabase()
    await using sandbox = await openSandbox({ settings: database.settings, start: { workers: 'in-process' } })
    const { host, browser, hub, baseCrm } = sandbox
    const zoe = baseCrm.stores.contacts.insert({
      first_name: 'Zoë',
      last_name: 'Brännström',
      email: 'z@example.com',
    })
    await hub.records.create(COMPANY, 'people', { first_name: 'Ada', last_name: 'Green' })

    const { landed, linkId, linkUrl } = await linkBaseCrm(browser, host.url)
    expect(landed.pathname).toBe(`/organizations/${await sandbox.organizationId()}/links/${linkId}`)
    expect(landed.search).toBe('?linked=1')
    const shown = async () => link.parse((await browser.api('GET', linkUrl)).body)
    expect(await shown()).toMatchObject({
      connector: 'basecrm',
      status: 'linked',
      accountName: baseCrm.account.name,
    })

    const newestRun = async () => runList.parse((await browser.api('GET', `${linkUrl}/runs`)).body).runs[0]
    const untilRun = (number: number) =>
      vi.waitFor(async () => expect(await newestRun()).toMatchObject({ number, status: 'succeeded' }), {
        timeout: 120_000,
        interval: 100,
      })
    await untilRun(1)
    const people = await hub.records.list(COMPANY, 'people')
    expect(people.map((person) => person.last_name)).toEqual(expect.arrayContaining(['Brännström', 'Green']))
    expect(baseCrm.stores.contacts.all().map(({ last_name }) => last_name)).toContain('Green')

    expect(await shown()).toMatchObject({ running: null, health: { state: 'ok' }, waiting: { failed: 0 } })
    const { lastRun } = await shown()
    const detail = runDetail.parse((await browser.api('GET', `${host.url}/api/runs/${lastRun?.id}`)).body)
    expect(detail.entities.map(({ name }) => name)).toContain('person_and_organization')
    const search = await browser.api('GET', `${linkUrl}/records?search=zo%C3%AB&entity=&limit=5`)
    expect(sharedRecordList.parse(search.body).records.map(({ externalId }) => externalId)).toEqual([
      String(zoe.id),
    ])
    const why = whyAnswer.parse((await browser.api('GET', `${linkUrl}/why?id=${zoe.id}`)).body)
    expect(why).toMatchObject({ record: { externalId: String(zoe.id) }, decisions: [{ runNumber: 1 }] })
    expect(why.decisions[0]?.words).toMatch(/^[A-Z].*\.$/)
    expect(inbox.parse((await browser.api('GET', `${linkUrl}/inbox`)).body).records).toEqual([])

    // asked for by hand, with nothing changed: nothing is written
    expect((await browser.api('POST', `${linkUrl}/synchronize`, {})).status).toBe(202)
    await untilRun(2)
    expect((await newestRun())?.totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0 })

    // changed at the hub: the hub tells the host, and the record travels by itself
    const notificationUrl = `${host.url}/maestrano/connec/notifications/main`
    hub.addGroup(COMPANY, { uid: GROUP, ...HUB_KEY, notificationUrl })
    await hub.records.create(COMPANY, 'people', { first_name: 'Grace', last_name: 'Hopper' })
    await untilRun(3)
    expect(await newestRun()).toMatchObject({ trigger: 'notification', totals: { applied: 1 } })
    expect(baseCrm.stores.contacts.all().map(({ last_name }) => last_name)).toContain('Hopper')

    expect((await browser.api('DELETE', linkUrl)).status).toBe(204)
    expect(await host.store.credentials.read(linkId)).toBeUndefined()
    expect(await host.store.idMaps.count(linkId)).toBeGreaterThan(0)
    expect((await shown()).status).toBe('unlinked')

    // linked again: everything is known still
    expect((await linkBaseCrm(browser, host.url)).linkId).toBe(linkId)
    await untilRun(4)
    expect((await newestRun())?.totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0 })
  }, 240_000)
})
