import { json } from '@duet/simulator'
import { http } from 'msw'
import { expect, test } from 'vitest'
import { company, crm, crmIdentity, hubUnderTest, shop } from './hub-under-test.js'

interface Received {
  authorization: string | null
  body: Record<string, { id: unknown; group_id: string; first_name?: string }[]>
}

/** The shop's endpoint; answers by `answer`, the first status first. */
function listener(...statuses: number[]) {
  const received: Received[] = []
  const handler = http.post<never, Received['body']>(String(shop.notificationUrl), async ({ request }) => {
    received.push({ authorization: request.headers.get('authorization'), body: await request.json() })
    return json(statuses.shift() ?? 200, {})
  })
  return { received, handler }
}

test('the other applications are told, grouped by collection, with their own keys', async () => {
  const { received, handler } = listener()
  await using lab = await hubUnderTest({ others: [handler] })
  const people = '/api/v2/cld-crm/people'
  await lab.call('POST', people, { people: { id: [{ id: '1', ...crmIdentity }], first_name: 'Ada' } })
  await lab.call('POST', people, { people: { first_name: 'Eve' } })
  await lab.call('PUT', '/api/v2/cld-crm/company', { company: { currency: 'AUD' } })
  await lab.hub.notifications.flush()
  expect(received).toHaveLength(1)
  expect(received[0]?.authorization).toBe(`Basic ${btoa('app-shop:key-shop')}`)
  const body = received[0]?.body ?? {}
  expect(Object.keys(body)).toEqual(['people', 'company'])
  expect(body.people).toMatchObject([
    { first_name: 'Ada', group_id: 'cld-shop', id: [{ provider: 'connec', realm: company }, { id: '1' }] },
    { first_name: 'Eve' },
  ])
})

test('a record that changes twice is told once, as it is then', async () => {
  const { received, handler } = listener()
  await using lab = await hubUnderTest({ others: [handler] })
  const { body } = await lab.call('POST', '/api/v2/cld-crm/people', { people: { first_name: 'Ada' } })
  await lab.call('PUT', `/api/v2/cld-crm/people/${body.people.id[0].id}`, { people: { first_name: 'Eve' } })
  await lab.hub.notifications.flush()
  expect(received[0]?.body.people?.map(({ first_name }) => first_name)).toEqual(['Eve'])
})

test('the author is never told, and ids alone are told to nobody', async () => {
  const { received, handler } = listener()
  await using lab = await hubUnderTest({ others: [handler] })
  const headers = { authorization: `Basic ${btoa('app-shop:key-shop')}` }
  const { body } = await lab.call(
    'POST',
    '/api/v2/cld-shop/people',
    { people: { first_name: 'Ada' } },
    headers,
  )
  const path = `/api/v2/cld-crm/people/${body.people.id[0].id}`
  await lab.call('PUT', path, { people: { id: [{ id: '1', ...crmIdentity }] } })
  await lab.call('PUT', path, { people: { first_name: 'Ada' } })
  await lab.hub.notifications.flush()
  expect(received).toEqual([])
})

test('line ids alone are told to nobody', async () => {
  const { received, handler } = listener()
  await using lab = await hubUnderTest({ others: [handler] })
  const path = '/api/v2/cld-crm/invoices'
  const { body } = await lab.call('POST', path, { invoices: { lines: [{ description: 'Nail' }] } })
  await lab.hub.notifications.flush()
  const [line] = body.invoices.lines
  const lines = [{ id: [...line.id, { id: '1', ...crmIdentity }] }]
  await lab.call('PUT', `${path}/${body.invoices.id[0].id}`, { invoices: { lines } })
  await lab.hub.notifications.flush()
  expect(received).toHaveLength(1)
})

test('what nobody in particular changes is told to everybody', async () => {
  const { received, handler } = listener()
  await using lab = await hubUnderTest({ others: [handler] })
  await lab.hub.records.create(company, 'people', { first_name: 'Ada' })
  await lab.hub.records.create(company, 'people', { first_name: 'Eve' }, { by: shop.uid })
  await lab.hub.notifications.flush()
  expect(received.map(({ body }) => body.people?.map(({ first_name }) => first_name))).toEqual([['Ada']])
})

test('only subscribed collections are told', async () => {
  const { received, handler } = listener()
  const companies = [{ uid: company, name: 'Acme', groups: [crm, { ...shop, subscriptions: ['items'] }] }]
  await using lab = await hubUnderTest({ others: [handler], companies })
  await lab.hub.records.create(company, 'people', { first_name: 'Ada' })
  await lab.hub.records.create(company, 'items', { name: 'Nail' })
  await lab.hub.notifications.flush()
  expect(received.map(({ body }) => Object.keys(body))).toEqual([['items']])
})

test('a refused notification is told again, and logged', async () => {
  const { received, handler } = listener(500, 503)
  await using lab = await hubUnderTest({ others: [handler] })
  await lab.hub.records.create(company, 'people', { first_name: 'Ada' })
  await lab.hub.notifications.flush()
  expect(received).toHaveLength(3)
  expect(lab.hub.notifications.deliveries).toMatchObject([{ status: 'delivered', attempts: 3 }])
  const { body } = await lab.call(
    'GET',
    "/api/v2/cld-crm/transaction_logs?%24top=10&%24filter=entity_name+eq+'people'",
  )
  expect(body.transaction_logs).toMatchObject([
    { group_id: 'cld-shop', entity_name: 'people', action: 'BULK UPDATE', status: 'SUCCESS' },
  ])
})

test('a notification nobody takes is given up and logged as an error', async () => {
  const { handler } = listener(...Array.from({ length: 9 }, () => 500))
  await using lab = await hubUnderTest({ others: [handler] })
  await lab.hub.records.create(company, 'people', { first_name: 'Ada' })
  await lab.hub.notifications.flush()
  const { body } = await lab.call('GET', '/api/v2/cld-crm/transaction_logs')
  expect(body.transaction_logs).toMatchObject([{ status: 'ERROR', message: 'The application answered 500' }])
})

test('a completed reference is told', async () => {
  const { received, handler } = listener()
  await using lab = await hubUnderTest({ others: [handler] })
  const reference = [{ id: '7', ...crmIdentity }]
  await lab.call('POST', '/api/v2/cld-crm/people', { people: { organization_id: reference } })
  await lab.hub.notifications.flush()
  await lab.call('POST', '/api/v2/cld-crm/organizations', { organizations: { id: reference, name: 'Acme' } })
  await lab.hub.notifications.flush()
  expect(Object.keys(received[1]?.body ?? {}).sort()).toEqual(['organizations', 'people'])
})

test('nobody has to ask: changes are told by themselves a moment later', async () => {
  const { received, handler } = listener()
  await using lab = await hubUnderTest({ others: [handler], notificationDelayMs: 1 })
  await lab.hub.records.create(company, 'people', { first_name: 'Ada' })
  await expect.poll(() => received.length).toBe(1)
})
