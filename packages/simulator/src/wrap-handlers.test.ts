import { getResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { json } from './json-response.js'
import { wrapHandlers } from './wrap-handlers.js'

const api = 'https://api.example.test'

test('a wrapper sees only what its handlers match; the rest falls through to the handlers after it', async () => {
  const seen: string[] = []
  const wrapped = wrapHandlers(
    [http.post(`${api}/echo`, async ({ request }) => json(201, await request.json()))],
    (request, run) => {
      seen.push(request.method)
      return run()
    },
  )
  const handlers = [
    ...wrapHandlers(wrapped, (_, run) => run()),
    http.get(`${api}/echo`, () => json(200, 'after')),
  ]

  const posted = await getResponse(handlers, new Request(`${api}/echo`, { method: 'POST', body: '{"a":1}' }))
  expect([posted?.status, await posted?.json()]).toEqual([201, { a: 1 }])
  const got = await getResponse(handlers, new Request(`${api}/echo`))
  expect(await got?.json()).toBe('after')
  expect(seen).toEqual(['POST'])
})
