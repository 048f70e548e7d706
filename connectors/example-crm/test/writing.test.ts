import { EntityNotFoundError, RejectedError } from '@duet/core'
import { expect, test } from 'vitest'
import { exampleCrm } from '../src/index.js'
import { articles, deals, orders, people } from '../src/resources.js'
import { startCrm } from './crm.js'

test('a create sent twice under the same key makes one record', async () => {
  await using started = startCrm()
  const { crm, http } = started
  const key = 'link/1:person?42'
  const first = people.parse(await people.upsert?.(http, key, { family_name: 'Green', email: 'ada@b.test' }))
  const second = people.parse(await people.upsert?.(http, key, { family_name: 'Green', email: 'ada@c.test' }))
  expect(second.id).toBe(first.id)
  expect(crm.stores.people.all()).toMatchObject([{ key, email: 'ada@c.test' }])
})

test('a create whose answer was lost is sent again and found under its key', async () => {
  await using started = startCrm()
  const { crm, http } = started
  crm.faults.add({ when: { method: 'PUT' }, times: 1, do: { kind: 'lost-answer' } })
  expect(people.parse(await people.upsert?.(http, 'k', { family_name: 'Green' })).id).toBe('per_4801')
  expect(crm.requests.count({ method: 'PUT' })).toBe(2)
  expect(crm.stores.people.count()).toBe(1)
})

test('an archived record frees its key', async () => {
  await using started = startCrm()
  const { http } = started
  const { id } = people.parse(await people.upsert?.(http, 'k', { family_name: 'Green' }))
  await http.delete(`/people/${id}`)
  await expect(people.read?.(http, id)).rejects.toThrow(EntityNotFoundError)
  expect(people.parse(await people.upsert?.(http, 'k', { family_name: 'Green' })).id).not.toBe(id)
})

test('amounts are cents on the wire', async () => {
  await using started = startCrm()
  const draft = { name: 'Hammer', price: { amount: 19.99, currency: 'GBP' } }
  const created = await articles.create?.(started.http, articles.encode(draft))
  expect(created).toMatchObject({ price: { amount: 1_999, currency: 'GBP' } })
  expect(articles.parse(created).fields.price).toEqual(draft.price)
})

test('an update changes the given fields only, at every depth; null empties a field', async () => {
  await using started = startCrm()
  const { crm, http } = started
  const deal = { name: 'Lab', stage: 'Won', value: { amount: 500, currency: 'EUR' } }
  const id = String(crm.stores.deals.insert(deal).id)
  await deals.update?.(
    http,
    id,
    deals.encode({ value: { amount: 7 }, stage: null, closes_on: new Date('2026-12-18') }),
  )
  expect(crm.stores.deals.get(id)).toMatchObject({
    name: 'Lab',
    stage: null,
    value: { amount: 700, currency: 'EUR' },
    closes_on: '2026-12-18',
  })
})

test('a line keeps the id the order knows; every other line gets a new one', async () => {
  await using started = startCrm()
  const { http } = started
  const created = orders.parse(
    await orders.create?.(http, { lines: [{ description: 'A' }, { description: 'B' }] }),
  )
  const [first, second] = created.fields.lines ?? []
  expect(first?.id).toMatch(/^lin_[0-9a-f]{12}$/)
  const lines = [
    { id: second?.id, description: 'B', quantity: 2 },
    { id: 'lin_foreign', description: 'C' },
  ]
  const updated = orders.parse(await orders.update?.(http, created.id, orders.encode({ lines })))
  const [kept, added] = updated.fields.lines ?? []
  expect(kept).toMatchObject({ id: second?.id, quantity: 2 })
  expect(added?.id).toMatch(/^lin_[0-9a-f]{12}$/)
  const renamed = await orders.update?.(http, created.id, { title: 'Workshop' })
  expect(orders.parse(renamed).fields.lines).toEqual(updated.fields.lines)
})

test('a refused record says which fields are wrong', async () => {
  await using started = startCrm()
  const refused = people.create?.(started.http, { email: 'nobody', company_id: 'com_9' })
  await expect(refused).rejects.toThrow(RejectedError)
  await expect(refused).rejects.toMatchObject({
    status: 422,
    details: [{ field: 'email', message: expect.any(String) }],
  })
  await expect(people.create?.(started.http, { company_id: 'com_9' })).rejects.toMatchObject({
    message:
      'Failed to POST /people: Some fields cannot be saved. family_name must not be empty, company_id there is no companies record with the id com_9. Correct the named fields.',
    details: [
      { field: 'family_name', message: 'must not be empty' },
      { field: 'company_id', message: 'there is no companies record with the id com_9' },
    ],
  })
})

test('a reference inside a line is checked, too', async () => {
  await using started = startCrm()
  await expect(orders.create?.(started.http, { lines: [{ article_id: 'art_9' }] })).rejects.toMatchObject({
    details: [{ field: 'lines[0].article_id' }],
  })
})

test('refusals without fields are left to the usual reading of their status', () => {
  const answer = { method: 'POST', path: '/people', headers: {}, body: '' }
  expect(exampleCrm.errors?.({ ...answer, status: 404 })).toBeUndefined()
  expect(exampleCrm.errors?.({ ...answer, status: 422, body: '<html>' })).toBeUndefined()
  expect(exampleCrm.errors?.({ ...answer, status: 422, body: '{"error":"no"}' })).toBeUndefined()
})
