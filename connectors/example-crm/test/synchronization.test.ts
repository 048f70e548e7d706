import { connec } from '@duet/connec-client'
import { json } from '@duet/simulator'
import { linkCompany } from '@duet/testing'
import { HttpResponse, http as msw } from 'msw'
import { expect, test } from 'vitest'
import { exampleCrm } from '../src/index.js'
import { startCrm } from './crm.js'

const people = 'https://api.example-crm.test/v1/people'
const page = (data: readonly unknown[]) => ({ data, page: 1, pages: 1 })
const lastNamesOf = (records: readonly { fields: Readonly<Record<string, unknown>> }[]) =>
  records.map(({ fields }) => fields.last_name).sort()

/** An Example CRM with two people, linked to a company. */
async function startLinked() {
  const started = startCrm()
  const company = await linkCompany(exampleCrm, started)
  started.crm.stores.people.insert({ given_name: 'Ada', family_name: 'Green' })
  started.crm.stores.people.insert({ given_name: 'Bob', family_name: 'Brown' })
  const stop = async () => {
    await company[Symbol.asyncDispose]()
    await started.close()
  }
  return { ...started, company, [Symbol.asyncDispose]: stop }
}

test('a create whose answer was lost makes one record, in the same run and for good', async () => {
  await using linked = await startLinked()
  const { company, crm } = linked
  await company.createAtHub(connec.person, { first_name: 'Cleo', last_name: 'Black' })
  crm.faults.add({ when: { method: 'PUT' }, times: 1, do: { kind: 'lost-answer' } })
  await company.run()
  await company.run()
  expect(
    crm.stores.people
      .all()
      .map(({ family_name }) => family_name)
      .sort(),
  ).toEqual(['Black', 'Brown', 'Green'])
  expect(await company.hubRecords(connec.person)).toHaveLength(3)
})

test('a create whose every answer is lost is sent again by the next run, under the same key', async () => {
  await using linked = await startLinked()
  const { company, crm } = linked
  await company.createAtHub(connec.person, { first_name: 'Cleo', last_name: 'Black' })
  const mend = crm.faults.add({ when: { method: 'PUT' }, do: { kind: 'lost-answer' } })
  expect((await company.attempt()).report?.status).not.toBe('succeeded')
  mend()
  expect(crm.stores.people.count()).toBe(3)
  await company.attempt()
  const [cleo] = crm.stores.people.all().filter(({ family_name }) => family_name === 'Black')
  expect(crm.stores.people.count()).toBe(3)
  const known = await company.hubRecords(connec.person)
  expect(known.flatMap(({ externalIds }) => externalIds)).toContain(cleo?.id)
  await company.run()
  expect(crm.stores.people.count()).toBe(3)
})

test('an emptied job title is emptied on the other side; another emptied field is not', async () => {
  await using linked = await startLinked()
  const { company, crm } = linked
  const fields = { family_name: 'White', job_title: 'Pilot', mobile: '+1 555' }
  const { id } = crm.stores.people.insert(fields)
  await company.run()
  crm.stores.people.update(id, { job_title: null, mobile: null })
  await company.run()
  const atHub = await company.hubRecords(connec.person)
  const white = atHub.find(({ externalIds }) => externalIds.includes(String(id)))
  expect(white?.fields.job_title ?? '').toBe('')
  expect(white?.fields.phone_work).toMatchObject({ mobile: '+1 555' })
})

test('where both sides change a tax rate, the books win; other fields go by the later change', async () => {
  await using linked = await startLinked()
  const { company, crm } = linked
  const { id } = crm.stores.tax_rates.insert({ code: 'VAT', name: 'VAT', percent: 19 })
  await company.run()
  const [vat] = await company.hubRecords(connec.taxCode)
  await company.updateAtHub(connec.taxCode, vat?.connecId ?? '', { sale_tax_rate: 21 })
  crm.stores.tax_rates.update(id, { percent: 20 })
  await company.run()
  expect(crm.stores.tax_rates.get(id)).toMatchObject({ percent: 21 })
  expect(await company.hubRecords(connec.taxCode)).toMatchObject([{ fields: { sale_tax_rate: 21 } }])
})

const ada = { id: 'per_1', given_name: 'Ada', family_name: 'Green' }
const moments = { created_at: '2026-11-24T07:00:00Z', updated_at: '2026-11-24T07:00:00Z' }

test.each([
  ['of a wrong type', { ...ada, ...moments, id: 'per_2', family_name: 7 }, 'family_name'],
  ['with an array where an object was', { ...ada, ...moments, id: 'per_2', address: [] }, 'address'],
  [
    'with a wrong value deep inside',
    { ...ada, ...moments, id: 'per_2', address: { city: {} } },
    'address.city',
  ],
  ['with a moment that is none', { ...ada, ...moments, id: 'per_2', updated_at: 'soon' }, 'updated_at'],
])('a record %s fails alone, and says where', async (_, broken, path) => {
  await using linked = await startLinked()
  const { company, network } = linked
  network.use(msw.get(people, () => json(200, page([{ ...ada, ...moments }, broken]))))
  const { report, pending } = await company.attempt()
  expect(report?.status).toBe('partial')
  expect(pending).toMatchObject([
    { recordId: 'per_2', side: 'external', class: 'validation', message: expect.stringContaining(path) },
  ])
  expect(lastNamesOf(await company.hubRecords(connec.person))).toEqual(['Green'])
})

test.each([
  ['without an id', { ...ada, ...moments, id: undefined }],
  ['that is no object', 'Ada Green'],
])('a record %s is counted as failed, and the others of its page travel', async (_, broken) => {
  await using linked = await startLinked()
  const { company, network } = linked
  network.use(msw.get(people, () => json(200, page([{ ...ada, ...moments }, broken]))))
  const { report } = await company.attempt()
  expect(report?.status).toBe('partial')
  expect(report?.totals.failed).toBe(1)
  expect(lastNamesOf(await company.hubRecords(connec.person))).toEqual(['Green'])
})

const text =
  (body: string, type = 'application/json') =>
  () =>
    new HttpResponse(body, { headers: { 'content-type': type } })

test.each([
  ['a page for people', text('<html><body>Sign in</body></html>', 'text/html'), /GET \/people/],
  ['JSON that is cut off', text('{"data":[{"id":"per_1","fam'), /GET \/people/],
  ['a list where an object was', text('[]'), /GET \/people/],
  ['an object where the list was', text('{"data":{},"page":1,"pages":1}'), /data/],
  ['a page without numbers', text('{"data":[],"page":"one","pages":1}'), /page/],
])('%s instead of a page is an error that names the place, never an empty page', async (_, answer, place) => {
  await using linked = await startLinked()
  const { company, network, crm } = linked
  crm.stores.companies.insert({ name: 'Northwind' })
  let isBroken = true
  network.use(msw.get(people, () => (isBroken ? answer() : undefined)))
  const { report } = await company.attempt()
  expect(report?.status).toBe('failed')
  expect(report?.error).toMatch(place)
  // the other entities went on
  expect(await company.hubRecords(connec.organization)).toMatchObject([{ fields: { name: 'Northwind' } }])
  isBroken = false
  await company.run()
  expect(lastNamesOf(await company.hubRecords(connec.person))).toEqual(['Brown', 'Green'])
})

test('a text of ten million letters fails alone', async () => {
  await using linked = await startLinked()
  const { company, network } = linked
  const huge = { ...ada, ...moments, id: 'per_2', family_name: 'x'.repeat(10_000_000) }
  network.use(msw.get(people, () => json(200, page([{ ...ada, ...moments }, huge]))))
  const { report, pending } = await company.attempt()
  expect(report?.status).toBe('partial')
  expect(pending).toMatchObject([{ recordId: 'per_2', class: 'validation', field: 'last_name' }])
  expect(pending[0]?.label?.length).toBeLessThan(300)
  expect(lastNamesOf(await company.hubRecords(connec.person))).toContain('Green')
}, 60_000)

test('an answer that is too long is an error, not the end of the process', async () => {
  await using linked = await startLinked()
  const { company, network } = linked
  network.use(
    msw.get(people, () => json(200, page([{ ...ada, ...moments, job_title: 'x'.repeat(17 << 20) }]))),
  )
  const { report } = await company.attempt()
  expect(report?.status).toBe('failed')
  expect(report?.error).toMatch(/GET \/people/)
}, 60_000)
