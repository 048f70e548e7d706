import { byCursor, byLink, byOffset, byPageNumber, ExternalApiError } from '@duet/core'
import { json, mockNetwork, serveHandlers } from '@duet/simulator'
import { http as on } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { API, client, errorOf } from './api.js'

const page = z.object({ items: z.array(z.number()), next: z.string().optional() })
const PAGES = 4

/** `next` links on the origin the request came to, as the API would build them. */
const contacts = on.get(`*/v2/contacts`, ({ request }) => {
  const url = new URL(request.url)
  const number = Number(url.searchParams.get('page') ?? 1)
  url.searchParams.set('page', String(number + 1))
  return json(200, { items: [number], ...(number < PAGES ? { next: url.href } : {}) })
})
const network = mockNetwork(contacts)
beforeAll(() => network.listen())
afterEach(() => network.resetHandlers())
afterAll(() => network.close())

async function read(pages: AsyncIterable<{ items: number[] }>): Promise<number[]> {
  const all: number[] = []
  for await (const { items } of pages) all.push(...items)
  return all
}

test('pages follow the next link to the end', async () => {
  await using http = client()
  expect(await read(http.pages('/contacts', page, { next: ({ next }) => next }))).toEqual([1, 2, 3, 4])
})

test('pages follow page numbers, and keep the other parameters of the first request', async () => {
  await using http = client()
  const searches: string[] = []
  network.use(
    on.get(`${API}/contacts`, ({ request }) => {
      searches.push(new URL(request.url).search)
    }),
  )
  const next = ({ items: [number = 0] }: { items: number[] }) =>
    number < PAGES ? { page: number + 1 } : undefined
  expect(await read(http.pages('/contacts', page, { query: { sort: 'id', page: 1 }, next }))).toEqual([
    1, 2, 3, 4,
  ])
  expect(searches).toEqual(['?sort=id&page=1', '?sort=id&page=2', '?sort=id&page=3', '?sort=id&page=4'])
})

test('pages of a served API stay on the served origin', async () => {
  const served = await serveHandlers([contacts])
  try {
    await using http = client({ baseUrl: `${served.url}/v2` })
    expect(await read(http.pages('/contacts', page, { next: ({ next }) => next }))).toEqual([1, 2, 3, 4])
  } finally {
    await served.close()
  }
})

test('a next link on another origin is refused: it would carry the token away', async () => {
  await using http = client()
  let asked = 0
  network.use(
    on.get('https://evil.test/*', () => {
      asked += 1
      return json(200, { items: [] })
    }),
  )
  for (const link of ['https://evil.test/v2/contacts?page=2', '//evil.test/v2/contacts']) {
    const error = await errorOf(read(http.pages('/contacts', page, { next: () => link })))
    expect(error).toBeInstanceOf(ExternalApiError)
    expect(error).toHaveProperty('code', 'other_origin')
  }
  expect(asked).toBe(0)
})

test('a page that repeats the one before ends in an error', async () => {
  await using http = client()
  network.use(on.get(`${API}/contacts`, () => json(200, { items: [1] })))
  let number = 1
  const error = await errorOf(
    read(http.pages('/contacts', page, { next: () => (number < 9 ? { page: ++number } : undefined) })),
  )
  expect(error).toBeInstanceOf(ExternalApiError)
  expect(error).toHaveProperty('message', expect.stringContaining('a page repeats the one before'))
  expect(number).toBe(2)
})

test('a next request that does not advance ends in an error, also when it goes round in a circle', async () => {
  await using http = client()
  const next = ({ items: [number = 0] }: { items: number[] }) => ({ page: number === 3 ? 1 : number + 1 })
  const error = await errorOf(read(http.pages('/contacts', page, { query: { page: 1 }, next })))
  expect(error).toHaveProperty('message', expect.stringContaining('the next page was already read'))
  expect(await errorOf(read(http.pages('/contacts', page, { next: () => '/contacts' })))).toBeInstanceOf(
    ExternalApiError,
  )
})

const items = ({ items }: { items: number[] }) => items

test.each([
  ['a link', byLink(() => '/contacts')],
  ['a cursor', byCursor(() => 'abc')],
  ['page numbers', byPageNumber({ items })],
  ['an offset', byOffset({ items })],
])('an API that ignores %s gives its first page for ever: that ends in an error (B5)', async (_, next) => {
  await using http = client()
  network.use(on.get(`${API}/contacts`, () => json(200, { items: [1, 2] })))
  const error = await errorOf(read(http.pages('/contacts', page, { next })))
  expect(error).toBeInstanceOf(ExternalApiError)
  expect(error).toHaveProperty('code', 'paging')
})

test('a short page in the middle does not end the reading (B5)', async () => {
  await using http = client()
  const pages = [[1, 2, 3], [4], [5, 6, 7], []]
  network.use(
    on.get(`${API}/contacts`, ({ request }) =>
      json(200, { items: pages[Number(new URL(request.url).searchParams.get('page') ?? 1) - 1] ?? [] }),
    ),
  )
  const next = byPageNumber({ items })
  expect(await read(http.pages('/contacts', page, { next }))).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('a failure in the middle throws after the pages before it, and no page is read twice (A19)', async () => {
  await using http = client()
  network.use(
    on.get(`${API}/contacts`, ({ request }) =>
      request.url.includes('page=3') ? json(422, { message: 'no' }) : undefined,
    ),
  )
  const seen: number[] = []
  const reading = async () => {
    for await (const { items } of http.pages('/contacts', page, { next: ({ next }) => next }))
      seen.push(...items)
  }
  await expect(reading()).rejects.toMatchObject({ name: 'RejectedError', status: 422 })
  expect(seen).toEqual([1, 2])
})

test('a reader that stops early asks for no further page', async () => {
  const asked: string[] = []
  await using http = client({ onRequest: ({ path }) => asked.push(path) })
  for await (const _ of http.pages('/contacts', page, { next: ({ next }) => next })) break
  expect(asked).toEqual(['/contacts'])
})

test('an interrupted reading begins with the page that was handed out last', async () => {
  await using http = client()
  const noted: string[] = []
  const checkpoint = { note: (at: string) => void noted.push(at) }
  const next = ({ next }: z.output<typeof page>) => next
  await read(http.pages('/contacts', page, { next, query: { kind: 'a b' }, checkpoint }))
  const resumed = { ...checkpoint, from: noted[2] }
  expect(
    await read(http.pages('/contacts', page, { next, query: { kind: 'a b' }, checkpoint: resumed })),
  ).toEqual([3, 4])
})
