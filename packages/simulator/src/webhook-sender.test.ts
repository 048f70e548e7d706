import { createHmac } from 'node:crypto'
import { HttpResponse, http } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createClock } from './clock.js'
import { mockNetwork } from './network.js'
import { createWebhookSender } from './webhook-sender.js'

const url = 'https://subscriber.example.test/hooks'
const network = mockNetwork()
beforeAll(() => network.listen())
afterEach(() => network.resetHandlers())
afterAll(() => network.close())

/** A subscriber that answers with the given statuses in turn (0: a reset), then with 200. */
function subscriber(...statuses: number[]) {
  const received: { body: string; headers: Headers }[] = []
  network.use(
    http.post(url, async ({ request }) => {
      received.push({ body: await request.text(), headers: request.headers })
      const status = statuses.shift() ?? 200
      return status === 0 ? HttpResponse.error() : new HttpResponse(null, { status })
    }),
  )
  return received
}

const quick = { firstDelayMs: 1 }

test('delivers JSON with its own headers and a signature over the exact text', async () => {
  const received = subscriber()
  const hmac = (body: string, at: number) =>
    createHmac('sha256', 'secret').update(`${at}.${body}`).digest('hex')
  const sender = createWebhookSender({
    clock: createClock({ now: 1_500_000_000_900 }),
    sign: (body, timestamp) => ({ 'x-signature': hmac(body, timestamp), 'x-timestamp': String(timestamp) }),
  })
  const delivery = sender.send({ url, body: { name: 'Zoë' }, headers: { authorization: 'Basic eDp5' } })
  expect(delivery.status).toBe('pending')
  await sender.flush()
  expect(sender.deliveries).toMatchObject([
    { id: delivery.id, status: 'delivered', attempts: 1, lastStatus: 200 },
  ])
  const { body, headers } = received[0] ?? { body: '', headers: new Headers() }
  expect(JSON.parse(body)).toEqual({ name: 'Zoë' })
  expect(headers.get('authorization')).toBe('Basic eDp5')
  expect(headers.get('x-signature')).toBe(hmac(body, 1_500_000_000))
})

test('tries again after errors, resets and redirects', async () => {
  const received = subscriber(500, 0, 302)
  const sender = createWebhookSender(quick)
  sender.send({ url, body: {} })
  await sender.flush()
  expect(received).toHaveLength(4)
  expect(sender.deliveries).toMatchObject([{ status: 'delivered', attempts: 4 }])
})

test('gives up after its retries, and the next one is tried all the same', async () => {
  subscriber(503, 503, 503)
  const sender = createWebhookSender({ ...quick, retries: 2 })
  sender.send({ url, body: 1 })
  sender.send({ url, body: 2 })
  await sender.flush()
  expect(sender.deliveries).toMatchObject([
    { status: 'failed', attempts: 3, lastStatus: 503 },
    { status: 'delivered', attempts: 1 },
  ])
})

test('those for one URL arrive in order', async () => {
  const received = subscriber(500)
  const sender = createWebhookSender(quick)
  for (const body of [1, 2, 3]) sender.send({ url, body })
  await sender.flush()
  expect(received.map(({ body }) => body)).toEqual(['1', '1', '2', '3'])
})

test('never throws into the caller', async () => {
  const sender = createWebhookSender({ ...quick, retries: 0 })
  sender.send({ url: 'no url', body: {} })
  sender.send({ url: 'https://nobody.example.test/', body: {} })
  const circular: Record<string, unknown> = {}
  circular.self = circular
  sender.send({ url, body: circular })
  await sender.flush()
  expect(sender.deliveries.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed'])
})

test('a full queue and a closed sender drop', async () => {
  subscriber(...Array.from({ length: 50 }, () => 503))
  const sender = createWebhookSender({ firstDelayMs: 60_000, queueLimit: 1 })
  sender.send({ url, body: 1 })
  sender.send({ url, body: 2 })
  expect(sender.deliveries.map(({ status }) => status)).toEqual(['pending', 'dropped'])
  await sender.close()
  sender.send({ url, body: 3 })
  expect(sender.deliveries.map(({ status }) => status)).toEqual(['dropped', 'dropped', 'dropped'])
})
