import type { Link } from '@duet/store'
import { expect, test } from 'vitest'
import { openSandbox } from './open-sandbox.js'
import { GROUP, HUB_KEY } from './open-sides.js'

type Sandbox = Awaited<ReturnType<typeof openSandbox>>

const everything = { toConnec: true, toExternal: true }

async function linkOf({ host }: Sandbox, change: Partial<Link> = {}): Promise<Link> {
  const [organization] = await host.store.organizations.list()
  return host.store.links.create({
    organizationId: organization?.id ?? '',
    connector: 'basecrm',
    entities: { person_and_organization: everything, company: everything },
    ...change,
  })
}

function notify({ host }: Sandbox, body: unknown, { tenant = 'main', key = HUB_KEY.apiKey } = {}) {
  return fetch(`${host.url}/maestrano/connec/notifications/${tenant}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${HUB_KEY.apiId}:${key}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const person = (id: string, group_id = GROUP) => ({ id, group_id, first_name: 'Zoë' })

test('a notification is stored with what it asks before it is answered, and wakes a worker (A18)', async () => {
  await using sandbox = await openSandbox()
  const { id } = await linkOf(sandbox)
  const answer = await notify(sandbox, { people: [person('p1'), person('p2')] })
  expect([answer.status, await answer.json()]).toEqual([200, {}])
  expect(await sandbox.host.store.requests.pendingFor(id)).toMatchObject([
    {
      kind: 'records',
      trigger: 'notification',
      records: [{ side: 'connec', resource: 'person', ids: ['p1', 'p2'] }],
    },
  ])
  expect(await sandbox.host.context.queue.counts()).toMatchObject({ waiting: 1 })
})

test('a repeated notification asks once', async () => {
  await using sandbox = await openSandbox()
  const { id } = await linkOf(sandbox)
  for (let time = 0; time < 3; time++)
    expect((await notify(sandbox, { people: [person('p1')] })).status).toBe(200)
  expect(await sandbox.host.store.requests.pendingFor(id)).toHaveLength(1)
})

test('wrong credentials and unknown tenants get the same answer, and nothing is stored', async () => {
  await using sandbox = await openSandbox()
  const { id } = await linkOf(sandbox)
  const url = `${sandbox.host.url}/maestrano/connec/notifications/main`
  const answers = [
    await notify(sandbox, { people: [person('p1')] }, { key: 'wrong' }),
    await notify(sandbox, { people: [person('p1')] }, { tenant: 'nobody' }),
    await notify(sandbox, { people: [person('p1')] }, { tenant: '__proto__' }),
    await fetch(url, { method: 'POST', body: '{}' }),
  ]
  for (const answer of answers)
    expect([answer.status, await answer.json()]).toEqual([401, { error: 'Invalid credentials' }])
  expect(await sandbox.host.store.requests.pendingFor(id)).toEqual([])
})

test('a broken body is refused, and what was understood of it is kept (A18)', async () => {
  await using sandbox = await openSandbox()
  const { id } = await linkOf(sandbox)
  for (const body of ['{ "people": [', '[]', '"x"', ''])
    expect((await notify(sandbox, body)).status).toBe(400)
  expect(await sandbox.host.store.requests.pendingFor(id)).toEqual([])
  const partly = { people: [person('p1'), { first_name: 'without id' }], organizations: 'not a list' }
  expect((await notify(sandbox, partly)).status).toBe(400)
  expect(await sandbox.host.store.requests.pendingFor(id)).toMatchObject([{ records: [{ ids: ['p1'] }] }])
})

test('names in any spelling are understood, singletons too (B6)', async () => {
  await using sandbox = await openSandbox()
  const { id } = await linkOf(sandbox, {
    entities: { person_and_organization: everything, company: everything },
  })
  for (const name of ['people', 'Person', 'person', 'People'])
    await notify(sandbox, { [name]: [person(name)] })
  await notify(sandbox, { Company: { id: 'c1', group_id: GROUP } })
  const asked = (await sandbox.host.store.requests.pendingFor(id)).flatMap(({ records }) => records)
  expect(asked.filter(({ resource }) => resource === 'person').map(({ ids }) => ids[0])).toEqual([
    'people',
    'Person',
    'person',
    'People',
  ])
})

test('a notification never reaches a company of another tenant with the same group id', async () => {
  const connec = { host: 'http://127.0.0.1:9', ...HUB_KEY }
  await using sandbox = await openSandbox({
    settings: {
      tenants: { main: { connec }, other: { connec: { ...connec, apiKey: 'key-of-the-other-tenant' } } },
      organizations: [
        { tenant: 'main', uid: GROUP, name: 'A' },
        { tenant: 'other', uid: GROUP, name: 'B' },
      ],
    },
  })
  const { store } = sandbox.host
  const links = await Promise.all(
    (await store.organizations.list()).map(({ id }) =>
      store.links.create({
        organizationId: id,
        connector: 'basecrm',
        entities: { person_and_organization: everything },
      }),
    ),
  )
  await notify(sandbox, { people: [person('p1')] }, { tenant: 'other', key: 'key-of-the-other-tenant' })
  const asked = await Promise.all(links.map(({ id }) => store.requests.pendingFor(id)))
  expect(asked.map((requests) => requests.length)).toEqual([0, 1])
  expect((await notify(sandbox, { people: [person('p2')] }, { tenant: 'other' })).status).toBe(401)
})

test('what a company does not share, has unlinked or is unknown is taken without asking anything', async () => {
  await using sandbox = await openSandbox()
  const { store } = sandbox.host
  const link = await linkOf(sandbox, {
    entities: { person_and_organization: { toConnec: true, toExternal: false } },
  })
  expect((await notify(sandbox, { people: [person('p1')], journals: [{}] })).status).toBe(200)
  expect((await notify(sandbox, { people: [person('p1', 'cld-unknown')] })).status).toBe(200)
  await store.links.update(link.id, { status: 'unlinked', entities: { person_and_organization: everything } })
  expect((await notify(sandbox, { people: [person('p3')] })).status).toBe(200)
  expect(await store.requests.pendingFor(link.id)).toEqual([])
})
