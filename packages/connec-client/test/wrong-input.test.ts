import { InvalidRecordError } from '@duet/core'
import { json } from '@duet/simulator'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { type ConnecPage, connec } from '../src/index.js'
import { hub, hubClient, own, people } from './hub-client.js'

const SECRET = 'canary-of-a-record'
const MEGABYTE = 1024 * 1024

const { network, client } = hubClient()
const answer = (response: () => Response) => network.use(http.get(people, response))

async function read(pageSize = 10): Promise<ConnecPage> {
  const all: ConnecPage = { records: [], failures: [] }
  const pages: ConnecPage[] = [all]
  for await (const page of client.list(connec.person, { pageSize })) pages.push(page)
  return {
    records: pages.flatMap(({ records }) => records),
    failures: pages.flatMap(({ failures }) => failures),
  }
}

/* A page that cannot be read is an error, never an empty page */

test.each([
  ['HTML', () => HttpResponse.html(`<html>${SECRET}</html>`), '', 'it is HTML, not JSON'],
  ['half of the JSON', () => new HttpResponse(`{"people":[{"name":"${SECRET}`), '', 'not complete JSON'],
  ['nothing', () => new HttpResponse(''), '', 'its body is empty'],
  ['a list instead of the envelope', () => json(200, [{ first_name: SECRET }]), '', 'body: '],
  ['another collection', () => json(200, { items: [{ name: SECRET }] }), 'people', 'people: '],
  ['null', () => json(200, { people: null }), 'people', 'people: '],
  ['a text', () => json(200, { people: SECRET }), 'people', 'people: '],
  ['an object in place of the list', () => json(200, { people: { name: SECRET } }), 'people', 'people: '],
  [
    'a next link that is none',
    () => json(200, { people: [], pagination: { next: { url: SECRET } } }),
    'pagination.next',
    'pagination.next: ',
  ],
])('%s: an error that names the path and quotes nothing', async (_, response, path, said) => {
  answer(response)
  const error: unknown = await read().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(InvalidRecordError)
  expect(error).toMatchObject({ path })
  expect(String(error)).toContain(said)
  expect(`${error} ${JSON.stringify(error)}`).not.toContain(SECRET)
})

test('a page of the company that holds a list is an error as well', async () => {
  network.use(http.get(people.replace('people', 'company'), () => json(200, { company: [SECRET] })))
  await expect(client.readMany(connec.company, [])).rejects.toMatchObject({ path: 'company' })
})

/* A record that cannot be read costs itself alone */

test.each([
  ['a wrong type', { id: [hub('1')], is_lead: SECRET }, 'is_lead', '1'],
  ['a wrong type deep inside', { id: [hub('1')], phone_work: { fax: { SECRET } } }, 'phone_work.fax', '1'],
  ['a list in place of an object', { id: [hub('1')], email: [SECRET] }, 'email', '1'],
  ['an object in place of a list', { id: [hub('1')], notes: { a: SECRET } }, 'notes', '1'],
  ['a moment that is none', { id: [hub('1')], updated_at: SECRET }, 'updated_at', '1'],
  ['no id', { first_name: SECRET }, 'id', null],
  ['an id of another application alone', { id: [own('5')], first_name: SECRET }, 'id', null],
  ['an empty id', { id: [hub(' ')], first_name: SECRET }, 'id', null],
  ['a text in place of the record', SECRET, '', null],
  ['null in place of the record', null, '', null],
  ['a text of 10 MB', { id: [hub('1')], description: SECRET.padEnd(10 * MEGABYTE, 'z') }, 'description', '1'],
])('%s: a failure that names the path and quotes nothing; the page goes on', async (_, odd, path, id) => {
  const fine = [{ id: [hub('a')] }, { id: [hub('b')], first_name: 'Ada' }]
  answer(() => json(200, { people: [fine[0], odd, fine[1]] }))
  const { records, failures } = await read()
  expect(records.map((record) => record.id)).toEqual(['a', 'b'])
  expect(failures).toMatchObject([{ id, error: { name: 'InvalidRecordError', path } }])
  const message = String(failures[0]?.error)
  expect(message).not.toContain(SECRET)
  expect(message.length).toBeLessThan(400)
})

test('records in other orders, unknown fields and a prototype in disguise do no harm', async () => {
  const text = `{"pagination":{},"people":[{"__proto__":{"is_lead":true},"x":[[]],"id":[${JSON.stringify(hub('1'))}]}],"y":1}`
  answer(() => new HttpResponse(text))
  const { records } = await read()
  expect(records[0]?.fields.is_lead).toBeUndefined()
  expect({}).not.toHaveProperty('is_lead')
})
