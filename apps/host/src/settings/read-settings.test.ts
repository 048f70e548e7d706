import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { publicSettings } from './public-settings.js'
import { readSettings } from './read-settings.js'
import { secretsOf } from './secrets-of.js'

const folder = mkdtempSync(path.join(tmpdir(), 'duet-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
function fileOf(content: unknown): string {
  const file = path.join(folder, `${count++}.json`)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const read = (content: unknown, environment: Record<string, string> = {}) =>
  readSettings({ file: fileOf(content), environment })
const complaintAbout = (content: unknown, environment: Record<string, string> = {}): string => {
  try {
    read(content, environment)
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  throw new Error('the settings were accepted')
}

const tenant = { connec: { host: 'https://api-connec.maestrano.com', apiId: 'app-1', apiKey: 'key' } }

test('without a file the defaults hold, and the data is a SQLite file', () => {
  const settings = readSettings({ workingDirectory: folder })
  expect(settings).toMatchObject({
    file: null,
    host: { port: 4200, address: '127.0.0.1' },
    database: { file: path.join(folder, '.duet/duet.sqlite') },
    synchronization: {
      intervalMs: 3_600_000,
      firstPageSize: 50,
      pageSize: 100,
      concurrency: 4,
      massChange: { overwrite: 0.5, inactivate: 0.2, minimum: 50 },
      flipFlop: { times: 3, withinMs: 86_400_000 },
    },
    keep: { runs: 500, traces: 20, conflictDays: 365, notificationDays: 30 },
    workers: 1,
  })
})

test("beside a tour its settings are meant, unless there are settings of one's own", () => {
  const workingDirectory = mkdtempSync(path.join(folder, 'tour-'))
  mkdirSync(path.join(workingDirectory, '.duet'))
  writeFileSync(path.join(workingDirectory, '.duet/duet.config.json'), '{ "host": { "port": 4711 } }')
  expect(readSettings({ workingDirectory })).toMatchObject({
    host: { port: 4711 },
    folder: path.join(workingDirectory, '.duet'),
  })
  writeFileSync(path.join(workingDirectory, 'duet.config.json'), '{ "host": { "port": 4712 } }')
  expect(readSettings({ workingDirectory })).toMatchObject({ host: { port: 4712 }, folder: workingDirectory })
})

test('the environment stands over the file', () => {
  const settings = read(
    { host: { port: 1 }, tenants: { 'my-shop': tenant }, connectors: { basecrm: { clientId: 'a' } } },
    {
      DUET_PORT: '4711',
      DATABASE_URL: 'postgresql:///duet?host=/tmp/pg&user=duet',
      DUET_DATABASE_SCHEMA: 'other',
      DUET_TENANT_MY_SHOP_API_KEY: 'from-environment',
      DUET_CONNECTOR_BASECRM_CLIENT_SECRET: 'secret-1',
      DUET_CONNECTOR_EXAMPLE_CRM_CLIENT_ID: 'id-2',
    },
  )
  expect(settings.host.port).toBe(4711)
  expect(settings.database).toEqual({ url: 'postgresql:///duet?host=/tmp/pg&user=duet', schema: 'other' })
  expect(settings.tenants['my-shop']?.connec.apiKey).toBe('from-environment')
  expect(settings.connectors).toMatchObject({
    basecrm: { clientId: 'a', clientSecret: 'secret-1' },
    'example-crm': { clientId: 'id-2' },
  })
})

test.each([
  ['a port that is none', { host: { port: 'x' } }, /"host\.port" in .*\.json must be a port.*"port": 4200/],
  ['a misspelt setting', { hosst: {} }, /"hosst" in .*\.json is no setting.*example|looks like/],
  ['a misspelt setting inside', { host: { prot: 1 } }, /"host\.prot" in .*\.json is no setting/],
  [
    'a tenant without a key',
    { tenants: { main: { connec: { host: 'https://h.example', apiId: 'a' } } } },
    /"tenants\.main\.connec\.apiKey" in .*DUET_TENANT_<KEY>_API_KEY.*"apiKey"/,
  ],
  [
    'a hub without a scheme',
    { tenants: { main: { connec: { ...tenant.connec, host: 'api-connec.maestrano.com' } } } },
    /"tenants\.main\.connec\.host" in .* must be the URL.*https:\/\/api-connec/,
  ],
  [
    'a company of an unknown tenant',
    { organizations: [{ tenant: 'nobody', uid: 'cld-1', name: 'A' }] },
    /"organizations\.0\.tenant" in .* must be the key of a tenant/,
  ],
  ['a short secret key', { secretKey: 'short' }, /"secretKey" in .*openssl rand -base64 32/],
  [
    'a database that is no PostgreSQL',
    { database: { url: 'mysql://x' } },
    /"database\.url" in .*postgresql:\/\//,
  ],
  ['an interval in words', { synchronization: { intervalMs: '1h' } }, /"synchronization\.intervalMs" in/],
  [
    'an origin without a scheme',
    { connectors: { basecrm: { origin: 'localhost:1' } } },
    /"connectors\.basecrm\.origin" in/,
  ],
])('%s is one message that shows the fix', (_what, written, message) => {
  const complaint = complaintAbout(written)
  expect(complaint).toMatch(/^Failed to read the settings: [^\n]+\.$/)
  expect(complaint).toMatch(message)
})

test('a wrong variable is named, not the file', () => {
  expect(complaintAbout({}, { DUET_PORT: 'http' })).toMatch(/: DUET_PORT must be a port/)
  expect(complaintAbout({}, { DATABASE_URL: 'mysql://x' })).toMatch(
    /: DATABASE_URL must be the URL of a PostgreSQL/,
  )
})

test('a file that is not JSON, or not there, is named', () => {
  expect(complaintAbout('{ "host": ')).toMatch(/\.json is not JSON \(.*Mend it/)
  expect(complaintAbout('[]')).toMatch(/must be an object of settings/)
  expect(() => readSettings({ file: path.join(folder, 'none.json') })).toThrow(
    /there is no .*none\.json.*--config/,
  )
})

test('printed settings have no secrets', () => {
  const settings = read({
    database: { url: 'postgresql://duet:canary-password@db.example/duet' },
    secretKey: 'canary-secret-key-of-32-characters',
    tenants: { main: { connec: { ...tenant.connec, apiKey: 'canary-api-key' } } },
    connectors: {
      basecrm: { clientId: 'id', clientSecret: 'canary-client', webhookSecret: 'canary-webhook' },
    },
  })
  const printed = JSON.stringify(publicSettings(settings))
  expect(printed).not.toContain('canary')
  expect(printed).toContain('db.example')
  expect(new Set(secretsOf(settings)).size).toBe(5)
})
