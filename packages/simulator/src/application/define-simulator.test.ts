import { expect, test } from 'vitest'
import { z } from 'zod'
import { createClock } from '../clock.js'
import { prefixed } from '../id-strategy.js'
import { mockNetwork } from '../network.js'
import { defineSimulator } from './define-simulator.js'
import { byCursor, byLink, byOffset, byPage, type Paging } from './paging.js'
import type { SimulatorOptions } from './simulator.js'
import type { SimulatorDefinition } from './simulator-definition.js'

const origin = 'https://api.shop.test'

type Name = 'brands' | 'orders' | 'colours' | 'settings'

const shop: SimulatorDefinition<Name> = {
  name: 'Shop',
  origin,
  basePath: '/v1',
  account: { id: 'acc_1', name: 'Example Ltd', path: '/me', namedBy: 'settings' },
  auth: { apiKey: { header: 'x-api-key', prefix: 'Key ' }, basic: true },
  paging: byPage({
    page: 'page',
    size: 'size',
    answer: ({ records, page, pages, total }) => ({ data: records, page, pages, total }),
  }),
  since: 'since',
  collections: {
    brands: { fields: { name: z.string() }, needs: ['name'] },
    orders: {
      ids: () => prefixed('ord_'),
      fields: {
        title: z.string(),
        address: z.object({ city: z.string(), state: z.string() }),
        lines: z.array(z.object({ id: z.string(), brand_id: z.int(), quantity: z.number() })),
      },
      references: { 'lines[].brand_id': 'brands' },
      lineIds: { lines: nextLineId() },
      computed: ({ lines }) => ({ count: Array.isArray(lines) ? lines.length : 0 }),
      timestamps: { created: 'createdAt', updated: 'updatedAt' },
      upsert: '/by-key/:key',
      deletes: 'archive',
    },
    colours: { fields: { name: z.string() }, timestamps: false },
    settings: {
      fields: { name: z.string(), theme: z.string() },
      singleton: ({ name }) => ({ id: 'one', name }),
    },
  },
}

function nextLineId() {
  let last = 0
  return () => `lin_${++last}`
}

function start(changes: Partial<typeof shop> = {}, options: SimulatorOptions = {}) {
  const clock = createClock({ now: new Date('2026-11-24T08:00:00Z') })
  const simulator = defineSimulator({ ...shop, ...changes })({ clock, ...options })
  const network = mockNetwork(...simulator.handlers)
  network.listen()
  const send = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await fetch(path.startsWith('https') ? path : `${origin}/v1${path}`, {
      method,
      headers: { 'x-api-key': `Key ${simulator.apiKey}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text), response }
  }
  const stop = async () => {
    network.close()
    await simulator.close()
  }
  return { simulator, send, [Symbol.asyncDispose]: stop }
}

test('a page of declarations lists, creates, reads, changes and deletes records', async () => {
  await using app = start()
  const created = await app.send('POST', '/brands', { name: 'Anvil', unknown: 1 })
  expect([created.status, created.response.headers.get('location')]).toEqual([201, `${origin}/v1/brands/1`])
  const moments = { created_at: '2026-11-24T08:00:00Z', updated_at: '2026-11-24T08:00:00Z' }
  expect(created.body).toEqual({ id: 1, name: 'Anvil', ...moments })
  expect((await app.send('PATCH', '/brands/1', { name: 'Hammer' })).body).toMatchObject({ name: 'Hammer' })
  expect((await app.send('GET', '/brands')).body).toMatchObject({ data: [{ name: 'Hammer' }], total: 1 })
  expect((await app.send('DELETE', '/brands/1')).status).toBe(204)
  expect((await app.send('GET', '/brands/1')).status).toBe(404)
  expect((await app.send('GET', '/me')).body).toEqual({ id: 'acc_1', name: 'Example Ltd' })
})

test('an absent field stays, null empties it, objects are merged, lines keep their ids', async () => {
  await using app = start()
  const brand_id = app.simulator.stores.brands.insert({ name: 'Anvil' }).id
  const lines = [{ brand_id }, { quantity: 2 }]
  const { body } = await app.send('POST', '/orders', { title: 'A', address: { city: 'Oslo' }, lines })
  expect(body).toMatchObject({ id: 'ord_1', key: null, archived: false, count: 2 })
  const [first, second] = body.lines
  const changed = await app.send('PATCH', '/orders/ord_1', {
    title: null,
    address: { state: 'x' },
    lines: [second, { id: 'foreign' }],
  })
  expect(changed.body).toMatchObject({ title: null, address: { city: 'Oslo', state: 'x' } })
  expect(changed.body.lines[0].id).toBe(second.id)
  expect([first.id, second.id, 'foreign']).not.toContain(changed.body.lines[1].id)
  expect(changed.body).toMatchObject({ createdAt: '2026-11-24T08:00:00Z' })
})

test('a record under a key of the caller is made once; an archived one stays in the list', async () => {
  await using app = start()
  const put = (title: string) => app.send('PUT', '/orders/by-key/a%2Fb', { title })
  expect([(await put('A')).status, (await put('B')).status]).toEqual([201, 200])
  await app.send('DELETE', '/orders/ord_1')
  expect((await app.send('GET', '/orders')).body.data).toMatchObject([{ title: 'B', archived: true }])
  expect((await put('C')).body).toMatchObject({ id: 'ord_2', key: 'a/b' })
})

test('refusals name the fields that are wrong', async () => {
  await using app = start()
  const refused = await app.send('POST', '/orders', { lines: [{ quantity: 1 }, { brand_id: 9 }] })
  expect(refused.status).toBe(422)
  expect(refused.body.error.fields).toEqual([
    { field: 'lines[1].brand_id', message: 'there is no brands record with the id 9' },
  ])
  expect((await app.send('POST', '/brands', { name: '' })).body.error).toMatchObject({ code: 'invalid' })
  expect((await app.send('POST', '/brands', { name: 7 })).body.error.fields).toMatchObject([
    { field: 'name' },
  ])
  for (const query of ['page=0', 'page=x', 'size=101', 'since=yesterday'])
    expect((await app.send('GET', `/brands?${query}`)).status).toBe(400)
  expect((await app.send('GET', '/colours?since=2026-01-01T00:00:00Z')).status).toBe(400)
  expect((await app.send('GET', '/nothing')).status).toBe(404)
})

test('a singleton is there from the beginning, and is neither listed nor deleted', async () => {
  await using app = start({}, { accountName: 'Acme' })
  expect((await app.send('PATCH', '/settings', { theme: 'dark' })).body).toMatchObject({
    name: 'Acme',
    theme: 'dark',
  })
  await app.send('PATCH', '/settings', { name: 'Acme & Sons' })
  expect((await app.send('GET', '/me')).body).toEqual({ id: 'acc_1', name: 'Acme & Sons' })
  expect((await app.send('GET', '/settings/one')).status).toBe(404)
  expect((await app.send('DELETE', '/settings')).status).toBe(404)
})

test('every declared way of signing in is taken, and no other', async () => {
  await using app = start()
  const { login, oauth } = app.simulator
  const as = async (headers: Record<string, string>) =>
    (await app.send('GET', '/me', undefined, headers)).status
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  expect(await as({ 'x-api-key': 'Key wrong' })).toBe(401)
  expect(await as({ 'x-api-key': '', authorization: basic(`${login.username}:${login.password}`) })).toBe(200)
  expect(await as({ 'x-api-key': '', authorization: basic('ada:wrong') })).toBe(401)
  expect(await as({ 'x-api-key': '', authorization: `Bearer ${oauth.issue()}` })).toBe(401)
})

test.each<[string, Paging, (body: never, link: string | null) => string | undefined]>([
  [
    'offset',
    byOffset({ offset: 'from', size: 'size', answer: ({ records, offset }) => ({ records, offset }) }),
    ({ records, offset }: { records: unknown[]; offset: number }) =>
      records.length === 2 ? `/brands?size=2&from=${offset + 2}` : undefined,
  ],
  [
    'cursor',
    byCursor({ cursor: 'after', size: 'size', answer: ({ records, cursor }) => ({ records, cursor }) }),
    ({ cursor }: { cursor: string | null }) => (cursor ? `/brands?size=2&after=${cursor}` : undefined),
  ],
  [
    'link',
    byLink({ size: 'size', answer: ({ records, next }) => ({ records, next }) }),
    ({ next }: { next: string | null }) => next ?? undefined,
  ],
  [
    'header',
    byLink({ size: 'size', header: true, answer: ({ records }) => ({ records }) }),
    (_: unknown, link) => /<(.+)>; rel="next"/.exec(link ?? '')?.[1],
  ],
])('pages by %s end, with every record once', async (_, paging, next) => {
  await using app = start({ paging })
  for (let i = 1; i <= 5; i += 1) app.simulator.stores.brands.insert({ name: `Brand ${i}` })
  const seen: number[] = []
  let path: string | undefined = '/brands?size=2'
  while (path !== undefined) {
    const { body, response } = await app.send('GET', path)
    seen.push(...body.records.map(({ id }: { id: number }) => id))
    path = next(body as never, response.headers.get('link'))
  }
  expect(seen).toEqual([1, 2, 3, 4, 5])
})

test('an application that replaces empties what an update does not send', async () => {
  await using app = start({ updates: 'PUT', replaces: true })
  await app.send('POST', '/brands', { name: 'Anvil' })
  expect((await app.send('PUT', '/brands/1', { name: 'Brass' })).body).toMatchObject({ id: 1, name: 'Brass' })
  const { response } = await app.send('PUT', '/brands/1', {})
  expect([response.status, app.simulator.stores.brands.get(1)?.name]).toEqual([422, 'Brass'])
})

test('a cursor that is not ours is refused', async () => {
  await using app = start({ paging: byCursor({ cursor: 'after', size: 'size', answer: (part) => part }) })
  expect((await app.send('GET', '/brands?after=nonsense')).status).toBe(400)
})

test('envelopes and the spelling of refusals are the application’s', async () => {
  const changes = {
    envelope: { wrap: (data: unknown) => ({ data }), unwrap: ({ data }: { data?: unknown }) => data },
    refusal: ({ status, message }: { status: number; message: string }) => ({
      errors: [{ status, message }],
    }),
    updates: 'PUT',
  } as const
  await using app = start(changes)
  const { body } = await app.send('POST', '/brands', { data: { name: 'Anvil' } })
  expect(body.data).toMatchObject({ name: 'Anvil' })
  expect((await app.send('PUT', '/brands/1', { data: { name: 'B' } })).body.data.name).toBe('B')
  expect((await app.send('POST', '/brands', { name: 'bare' })).body).toEqual({
    errors: [{ status: 400, message: 'The body is not a JSON object.' }],
  })
})
