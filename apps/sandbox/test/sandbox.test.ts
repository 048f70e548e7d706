import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { sandboxCredentials } from '../src/credentials.js'
import { BASE_CRM_CLIENT_ID, EXAMPLE_CRM_CLIENT } from '../src/host-settings.js'
import { freeTourPorts, type Ports } from '../src/ports.js'
import { type Sandbox, startSandbox } from '../src/sandbox.js'

const folder = mkdtempSync(path.join(tmpdir(), 'duet-sandbox-'))
let ports: Ports
let sandbox: Sandbox
const start = () =>
  startSandbox({
    folder,
    ports,
    credentials: sandboxCredentials(folder),
    hostUrl: 'http://localhost:1',
    notifications: false,
  })

beforeAll(async () => {
  ports = await freeTourPorts()
  sandbox = await start()
})
afterAll(async () => {
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

const api = async (method: string, route: string, body?: object) => {
  const response = await fetch(`http://127.0.0.1:${ports.page}/api/sides${route}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })
  return { status: response.status, body: response.status === 204 ? {} : await response.json() }
}
const shown = z.object({
  total: z.number(),
  records: z.array(z.object({ id: z.string(), title: z.string(), fields: z.record(z.string(), z.string()) })),
})
const list = async (route: string) => shown.parse((await api('GET', route)).body)

test('the company is partly in the hub, partly in Base CRM, partly in both', async () => {
  const totals = Object.fromEntries(
    await Promise.all(
      ['hub', 'basecrm', 'example-crm'].map(
        async (side) => [side, (await list(`/${side}/people?search=`)).total] as const,
      ),
    ),
  )
  expect(totals).toEqual({ hub: 161, basecrm: 140, 'example-crm': 0 })
  expect((await list('/hub/organizations')).total).toBe(44)
  expect((await list('/basecrm/organizations')).total).toBe(44)
  expect((await list('/basecrm/items')).total).toBe(30)
  expect((await list('/basecrm/opportunities')).total).toBe(28)
})

test('the page is served', async () => {
  const response = await fetch(`http://127.0.0.1:${ports.page}/`)
  expect(await response.text()).toContain('Sandbox')
})

test.each([
  [
    'hub',
    { first_name: 'Ada', last_name: 'Test', 'address_work.billing.city': 'Oslo' },
    { 'phone_work.landline': '1' },
  ],
  ['basecrm', { first_name: 'Ada', last_name: 'Test', 'address.city': 'Oslo' }, { phone: '1' }],
  ['example-crm', { given_name: 'Ada', family_name: 'Test', 'address.city': 'Oslo' }, { phone: '1' }],
])('a person adds, edits and removes a record in %s', async (side, fields, change) => {
  const route = `/${side}/people`
  expect((await api('POST', route, fields)).status).toBe(201)
  const found = async () =>
    (await list(`${route}?search=test`)).records.find(({ title }) => title === 'Ada Test')
  const record = await found()
  expect(record?.fields).toMatchObject(fields)
  expect((await api('PATCH', `${route}/${record?.id}`, change)).status).toBe(200)
  const edited = await found()
  expect(edited?.fields).toMatchObject({ ...fields, ...change })
  expect((await api('DELETE', `${route}/${record?.id}`)).status).toBe(204)
})

test('what a side refuses is said in its own words', async () => {
  const { status, body } = await api('POST', '/basecrm/people', { first_name: 'Nameless' })
  expect(status).toBe(422)
  expect(body).toMatchObject({ error: expect.stringMatching(/^Base CRM refused: .*last_name/) })
})

test('a second start continues where the first stopped', async () => {
  await api('POST', '/basecrm/organizations', { name: 'Kept & Sons' })
  const before = (await list('/basecrm/organizations')).total
  await sandbox.close()
  sandbox = await start()
  expect((await list('/basecrm/organizations')).total).toBe(before)
  expect((await list('/basecrm/organizations?search=kept')).total).toBe(1)
  expect((await list('/hub/organizations')).total).toBe(44)
})

test('a used port is said in one message', async () => {
  await expect(start()).rejects.toThrow(`127.0.0.1:${ports.baseCrm}: the port is in use`)
})

test('the host is told of the clients both applications know', () => {
  expect(sandbox.exampleCrm.client).toEqual(EXAMPLE_CRM_CLIENT)
  expect(sandbox.baseCrm.client.id).toBe(BASE_CRM_CLIENT_ID)
})
