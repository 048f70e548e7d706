import { createHmac } from 'node:crypto'
import type { Link } from '@duet/store'
import { expect, test } from 'vitest'
import { openSandbox } from './open-sandbox.js'
import { WEBHOOK_SECRET } from './open-sides.js'

type Sandbox = Awaited<ReturnType<typeof openSandbox>>

async function linkOf({ host }: Sandbox): Promise<Link> {
  const [organization] = await host.store.organizations.list()
  const { connector } = host.context.catalog.connectors.get('example-crm') ?? {}
  const entities = connector?.entities.map(({ name }) => [name, { toConnec: true, toExternal: true }]) ?? []
  return host.store.links.create({
    organizationId: organization?.id ?? '',
    connector: 'example-crm',
    accountId: 'acc-1',
    entities: Object.fromEntries(entities),
  })
}

interface Sent {
  secret?: string
  at?: number
  signedBody?: string
  connector?: string
}

function send({ host }: Sandbox, body: string, options: Sent = {}) {
  const { secret = WEBHOOK_SECRET, at = Date.now(), signedBody = body, connector = 'example-crm' } = options
  const seconds = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', secret).update(`${seconds}.${signedBody}`).digest('hex')
  return fetch(`${host.url}/webhooks/${connector}`, {
    method: 'POST',
    headers: { 'x-example-timestamp': seconds, 'x-example-signature': signature },
    body,
  })
}

const event = (record_id: string, account_id = 'acc-1') =>
  JSON.stringify({ account_id, resource: 'people', record_id })

test('a signed webhook asks for its records of its account, once', async () => {
  await using sandbox = await openSandbox()
  const { id } = await linkOf(sandbox)
  const at = Date.now()
  for (let time = 0; time < 2; time++) expect((await send(sandbox, event('c1'), { at })).status).toBe(200)
  expect((await send(sandbox, event('c2', 'acc-of-nobody'))).status).toBe(200)
  expect(await sandbox.host.store.requests.pendingFor(id)).toMatchObject([
    {
      kind: 'records',
      trigger: 'webhook',
      records: [{ side: 'external', resource: 'people', ids: ['c1'] }],
    },
  ])
})

test('a tampered, foreign or old webhook is refused, and nothing is stored (C17)', async () => {
  await using sandbox = await openSandbox()
  const { id } = await linkOf(sandbox)
  const minutes = (count: number) => Date.now() + count * 60_000
  const refused = [
    await send(sandbox, event('c1'), { signedBody: event('c2') }),
    await send(sandbox, event('c1'), { secret: 'another' }),
    await send(sandbox, event('c1'), { at: minutes(-6) }),
    await send(sandbox, event('c1'), { at: minutes(6) }),
    await fetch(`${sandbox.host.url}/webhooks/example-crm`, { method: 'POST', body: event('c1') }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  expect(await sandbox.host.store.requests.pendingFor(id)).toEqual([])
})

test('a signed body that is not understood is refused; connectors without webhooks have none', async () => {
  await using sandbox = await openSandbox()
  await linkOf(sandbox)
  expect((await send(sandbox, 'not json')).status).toBe(400)
  expect((await send(sandbox, '{}')).status).toBe(400)
  expect((await send(sandbox, event('c1'), { connector: 'basecrm' })).status).toBe(404)
  expect((await send(sandbox, event('c1'), { connector: 'nothing' })).status).toBe(404)
})
