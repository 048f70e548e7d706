import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connec, createConnec, createConnecHttp } from '@duet/connec-client'
import { serveHandlers } from '@duet/simulator'
import { dropSchema } from '@duet/store'
import { describe, expect, test } from 'vitest'
import { createHub, type HubOptions } from '../src/index.js'
import { company, crm } from './hub-under-test.js'

const companies = [{ uid: company, name: 'Acme', groups: [crm] }]
const own = (id: string) => ({ id, provider: 'basecrm', realm: 'acc-9' })

/** Starts the hub twice on the same place. */
async function keepsRecords(options: Partial<HubOptions>): Promise<void> {
  {
    await using hub = await createHub({ companies, ...options })
    await hub.records.create(company, 'people', {
      id: [own('1')],
      first_name: 'Ada',
      organization_id: [own('7')],
    })
    await expect(hub.records.create(company, 'people', { birth_date: 'soon' })).rejects.toThrow('birth_date')
  }
  await using hub = await createHub({ companies, ...options })
  await hub.records.create(company, 'organizations', { id: [own('7')], name: 'Acme' })
  const again = await hub.records.create(company, 'people', { id: [own('1')], last_name: 'Green' })
  const matched = await hub.records.create(company, 'people', {
    last_name: 'Green',
    opts: { matching_fields: ['last_name'] },
  })
  expect(matched.id).toEqual(again.id)
  expect(again).toMatchObject({
    code: 'PE1',
    first_name: 'Ada',
    organization_id: [{ provider: 'connec' }, own('7')],
  })
  expect(await hub.records.create(company, 'people', {})).toMatchObject({ code: 'PE2' })
  expect(await hub.records.count(company, 'company')).toBe(1)
  expect((await hub.records.list(company, 'people')).map(({ code }) => code)).toEqual(['PE1', 'PE2'])
}

test('records on disk outlive the program', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'duet-hub-'))
  await keepsRecords({ file: join(folder, 'hub.db') })
  await rm(folder, { recursive: true })
})

const postgres = process.env.TEST_DATABASE_URL
describe.skipIf(postgres === undefined)('on PostgreSQL', () => {
  test('records outlive the program', async () => {
    const url = String(postgres)
    const schema = `hub_${crypto.randomUUID().slice(0, 8)}`
    try {
      await keepsRecords({ url, schema })
    } finally {
      await dropSchema(url, schema)
    }
  })
})

test('served over HTTP, next links lead back to where the client came from', async () => {
  await using hub = await createHub({ companies, pageCap: 2 })
  await hub.records.createMany(company, 'items', [{ name: 'a' }, { name: 'b' }, { name: 'c' }])
  const served = await serveHandlers(hub.handlers, { baseUrl: 'https://api-connec.maestrano.com' })
  await using http = createConnecHttp({
    host: served.url,
    apiId: crm.apiId,
    apiKey: crm.apiKey,
    userAgent: 'Duet/test',
  })
  const client = createConnec({ http, groupId: crm.uid, provider: 'basecrm', realm: 'acc-9' })
  const names: unknown[] = []
  for await (const { records } of client.list(connec.item, { pageSize: 2 }))
    names.push(...records.map(({ fields }) => fields.name))
  expect(names).toEqual(['a', 'b', 'c'])
  await served.close()
})

test('programs in the same process are told what they did wrong', async () => {
  await using hub = await createHub({ companies })
  await expect(hub.records.create('org-x', 'people', {})).rejects.toThrow('There is no company org-x')
  await expect(hub.records.create(company, 'nothing', {})).rejects.toThrow('There is no collection nothing')
  await expect(hub.records.update(company, 'people', 'nobody', {})).rejects.toThrow('Resource not found')
  expect(await hub.records.get(company, 'people', 'nobody')).toBeUndefined()
  expect(() => hub.addGroup('org-x', crm)).toThrow('Add it first')
})

test('a refused record among many undoes them all', async () => {
  await using hub = await createHub({ companies })
  const many = [{ first_name: 'Ada' }, { birth_date: 'soon' }]
  await expect(hub.records.createMany(company, 'people', many)).rejects.toThrow('birth_date')
  expect(await hub.records.count(company, 'people')).toBe(0)
  expect(await hub.records.create(company, 'people', {})).toMatchObject({ code: 'PE1' })
})
