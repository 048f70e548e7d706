import { createHmac } from 'node:crypto'
import type { WebhookRequest, Webhooks } from '@duet/core'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exampleCrm } from '../src/index.js'
import { signWebhook } from '../src/simulator/index.js'
import { startCrm } from './crm.js'

const secret = 'webhook-secret'
const url = 'https://duet.example.test/webhooks/example-crm'

function webhooksOf({ webhooks }: { webhooks?: Webhooks }): Webhooks {
  if (webhooks === undefined) throw new Error('no webhooks')
  return webhooks
}
const webhooks = webhooksOf(exampleCrm)

const isSigned = (request: WebhookRequest, key = secret) =>
  webhooks.signature.sent(request) ===
  createHmac('sha256', key).update(webhooks.signature.signed(request)).digest('hex')

/** What the subscriber at `url` gets while `act` runs and the webhooks are delivered. */
async function received(act: (crm: ReturnType<typeof startCrm>) => unknown): Promise<WebhookRequest[]> {
  await using started = startCrm({ webhookSecret: secret })
  const requests: WebhookRequest[] = []
  started.network.use(
    http.post(url, async ({ request }) => {
      const body = new Uint8Array(await request.arrayBuffer())
      requests.push({ headers: Object.fromEntries(request.headers), body })
      return new HttpResponse(null, { status: 202 })
    }),
  )
  await act(started)
  await started.crm.webhooks.flush()
  return requests
}

const jsonOf = ({ body }: WebhookRequest) => JSON.parse(new TextDecoder().decode(body))

test('a change in the application is announced, signed, as a hint', async () => {
  const [created, updated] = await received(({ crm }) => {
    expect(crm.subscribe(url)).toEqual(crm.subscribe(url))
    const { id } = crm.stores.people.insert({ family_name: 'Zoë' })
    crm.clock.advance(1_000)
    crm.stores.people.update(id, { family_name: 'Žofie' })
  })
  if (!created || !updated) throw new Error('not delivered')
  expect([isSigned(created), isSigned(updated)]).toEqual([true, true])
  expect(webhooks.signature.at?.(updated)).toEqual(new Date('2026-11-24T08:00:01Z'))
  expect(webhooks.accountOf(jsonOf(updated))).toBe('acc_1')
  expect(webhooks.hints(jsonOf(updated))).toEqual([{ resource: 'people', ids: ['per_4801'] }])
})

test('subscriptions are made and ended over the API', async () => {
  const requests = await received(async ({ crm, http }) => {
    const { id } = await http.post('/webhooks', z.object({ id: z.string() }), { json: { url } })
    crm.stores.articles.insert({ name: 'Hammer' })
    await http.delete(`/webhooks/${id}`)
    crm.stores.articles.insert({ name: 'Nail' })
    await expect(http.post('/webhooks', z.unknown(), { json: { url: 'ftp://x' } })).rejects.toMatchObject({
      status: 422,
    })
  })
  expect(requests.map(jsonOf)).toMatchObject([
    { resource: 'articles', action: 'created', record_id: 'art_4801' },
  ])
})

const signed = (text: string, at = 1_795_000_000): WebhookRequest => ({
  headers: signWebhook(secret, text, at),
  body: new TextEncoder().encode(text),
})

test('a changed body, a changed time and a foreign secret are found out', () => {
  const request = signed('{"record_id":"per_1"}')
  expect(isSigned(request)).toBe(true)
  expect(isSigned(request, 'another secret')).toBe(false)
  expect(isSigned({ ...request, body: new TextEncoder().encode('{"record_id":"per_2"}') })).toBe(false)
  expect(isSigned({ ...request, headers: { ...request.headers, 'x-example-timestamp': '1795000300' } })).toBe(
    false,
  )
})

test('bytes that are no text are signed as they are', () => {
  const request = { headers: { 'x-example-timestamp': '7' }, body: Uint8Array.of(0xff, 0xfe) }
  expect(webhooks.signature.signed(request)).toEqual(Buffer.from([0x37, 0x2e, 0xff, 0xfe]))
})

test('the time of signing tells a stale request from a fresh one', () => {
  const now = new Date(1_795_000_000_000)
  const ageOf = (request: WebhookRequest) =>
    now.getTime() - (webhooks.signature.at?.(request)?.getTime() ?? 0)
  const tolerated = (webhooks.signature.toleranceSeconds ?? 0) * 1_000
  expect(ageOf(signed('{}')) <= tolerated).toBe(true)
  expect(ageOf(signed('{}', 1_794_999_699)) <= tolerated).toBe(false)
})

test('a request without signature or time has none', () => {
  const bare = { headers: {}, body: new Uint8Array() }
  expect(webhooks.signature.sent(bare)).toBeUndefined()
  expect(webhooks.signature.at?.(bare)).toBeUndefined()
  expect(webhooks.signature.at?.({ ...bare, headers: { 'x-example-timestamp': 'soon' } })).toBeUndefined()
})

test('a body that is no event is refused', () => {
  expect(() => webhooks.hints({ hello: 'world' })).toThrow()
  expect(() => webhooks.accountOf(null)).toThrow()
})
