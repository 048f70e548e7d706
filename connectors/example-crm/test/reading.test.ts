import type { Http, ListOptions, Resource } from '@duet/core'
import { expect, test } from 'vitest'
import { companies, people, taxRates, workspace } from '../src/resources.js'
import { startCrm } from './crm.js'

async function readIds(resource: Pick<Resource, 'list' | 'parse'>, http: Http, options: ListOptions) {
  const pages: string[][] = []
  for await (const page of resource.list(http, options))
    pages.push(page.map((record) => resource.parse(record).id))
  return pages
}

test('a list is read page by page to its end', async () => {
  await using started = startCrm()
  const { crm, http } = started
  for (let i = 0; i < 5; i += 1) crm.stores.people.insert({ family_name: `Green ${i}` })
  expect(await readIds(people, http, { pageSize: 2 })).toEqual([
    ['per_4801', 'per_4802'],
    ['per_4803', 'per_4804'],
    ['per_4805'],
  ])
  expect(crm.requests.count({ method: 'GET', path: '/v1/people' })).toBe(3)
})

test('an empty list is one empty page', async () => {
  await using started = startCrm()
  expect(await readIds(companies, started.http, { pageSize: 50 })).toEqual([[]])
})

test('with since, only records changed at or after it are read', async () => {
  await using started = startCrm()
  const { crm, http } = started
  crm.stores.people.insert({ family_name: 'Old' })
  crm.clock.advance(60_000)
  const since = crm.clock.now()
  const edited = crm.stores.people.insert({ family_name: 'Now' })
  crm.clock.advance(60_000)
  const later = crm.stores.people.insert({ family_name: 'Later' })
  expect(await readIds(people, http, { since, pageSize: 1 })).toEqual([[edited.id], [later.id]])
})

test('a record edited or added while a list is read costs no other record', async () => {
  await using started = startCrm()
  const { crm, http } = started
  for (let i = 0; i < 6; i += 1) crm.stores.people.insert({ family_name: `Green ${i}` })
  const read = new Set<string>()
  for await (const page of people.list(http, { since: new Date(0), pageSize: 2 })) {
    for (const record of page) read.add(people.parse(record).id)
    crm.clock.advance(1_000)
    crm.stores.people.update('per_4801', { family_name: 'Edited' })
    if (read.size < 5) crm.stores.people.insert({ family_name: 'Added' })
  }
  for (let i = 4_801; i <= 4_806; i += 1) expect(read).toContain(`per_${i}`)
})

test('an archived record is still listed, as inactive, so that no page shifts', async () => {
  await using started = startCrm()
  const { crm, http } = started
  for (const family_name of ['Ada', 'Bea', 'Cleo']) crm.stores.people.insert({ family_name })
  const read: [string, unknown][] = []
  for await (const page of people.list(http, { pageSize: 1 })) {
    for (const { id, fields } of page.map((record) => people.parse(record))) read.push([id, fields.archived])
    if (read.length === 1) await http.delete('/people/per_4802')
  }
  expect(read).toEqual([
    ['per_4801', false],
    ['per_4802', true],
    ['per_4803', false],
  ])
})

test('tax rates have no moments and are read in full whatever since says', async () => {
  await using started = startCrm()
  const { crm, http } = started
  crm.stores.tax_rates.insert({ code: 'VAT20', name: 'Standard', percent: 20 })
  const since = new Date('2030-01-01T00:00:00Z')
  for await (const page of taxRates.list(http, { since, pageSize: 50 })) {
    expect(page).toEqual([
      { id: 'tax_4801', key: null, archived: false, code: 'VAT20', name: 'Standard', percent: 20 },
    ])
    expect(taxRates.parse(page[0])).toMatchObject({ createdAt: null, updatedAt: null })
  }
})

test('the workspace is a list of one', async () => {
  await using started = startCrm({ accountName: 'Northwind' })
  expect(await readIds(workspace, started.http, { pageSize: 50 })).toEqual([['wsp_1']])
  await workspace.update?.(started.http, 'wsp_1', { name: 'Northwind Labs' })
  expect(workspace.parse(await workspace.read?.(started.http, 'wsp_1')).fields.name).toBe('Northwind Labs')
  expect(started.crm.account.name).toBe('Northwind Labs')
})

test('a page size beyond what the API allows is cut to it', async () => {
  await using started = startCrm()
  expect(await readIds(people, started.http, { pageSize: 5_000 })).toEqual([[]])
})

test('an interrupted reading goes on at the page that was handed out last', async () => {
  await using started = startCrm()
  const { crm, http } = started
  for (let i = 0; i < 5; i += 1) crm.stores.people.insert({ family_name: `Green ${i}` })
  const noted: string[] = []
  const note = (at: string) => noted.push(at)
  await readIds(people, http, { pageSize: 2, checkpoint: { note } })
  const checkpoint = { from: noted[1], note }
  expect(await readIds(people, http, { pageSize: 2, checkpoint })).toEqual([
    ['per_4803', 'per_4804'],
    ['per_4805'],
  ])
})
