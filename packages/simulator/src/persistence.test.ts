import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { increasing } from './id-strategy.js'
import { createOAuthServer } from './oauth/oauth-server.js'
import { CorruptStateError } from './persisted-file.js'
import { openPersistence } from './persistence.js'
import { createResourceStore, type StoredRecord } from './resource-store.js'

interface Contact extends StoredRecord {
  id: number
  name: string
}

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'))
  file = join(folder, 'state', 'crm.json')
})
afterEach(() => rm(folder, { recursive: true }))

function start(options = {}) {
  const contacts = createResourceStore<Contact>({ ids: increasing() })
  const oauth = createOAuthServer({
    baseUrl: 'https://app.example.test',
    authorizePath: '/authorize',
    tokenPath: '/token',
    clients: [],
    clientAuth: 'basic',
    scopes: ['read'],
    account: () => ({ id: '1', name: 'Acme' }),
    applicationName: 'Example CRM',
  })
  const persistence = openPersistence(file, options)
  persistence.bind('contacts', contacts)
  persistence.bindState('oauth', oauth.state)
  return { contacts, oauth, persistence }
}

test('a second start goes on where the first one stopped', async () => {
  const first = start()
  first.contacts.insert({ name: 'Ada' })
  first.contacts.delete(first.contacts.insert({ name: 'Gone' }).id)
  const token = first.oauth.issue()
  await first.persistence.close()

  const second = start()
  expect(second.contacts.all()).toEqual(first.contacts.all())
  expect(second.contacts.insert({ name: 'New' }).id).toBe(3)
  const request = new Request('https://app.example.test', { headers: { authorization: `Bearer ${token}` } })
  expect(second.oauth.authenticate(request).ok).toBe(true)
  await second.persistence.close()
})

test('changes are saved by themselves a moment later', async () => {
  const { contacts, persistence } = start({ debounceMs: 5 })
  contacts.insert({ name: 'Ada' })
  await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toContain('Ada'), { timeout: 30_000 })
  expect(await readdir(join(folder, 'state'))).toEqual(['crm.json'])
  await persistence.close()
})

test('state without changes of its own is saved when touched', async () => {
  let counter = 1
  const state = {
    get: () => counter,
    set(saved: unknown) {
      counter = Number(saved)
    },
  }
  const persistence = openPersistence(file)
  persistence.bindState('counter', state)
  counter = 5
  persistence.touch()
  await persistence.close()
  counter = 0
  openPersistence(file).bindState('counter', state)
  expect(counter).toBe(5)
})

test('a damaged file is a clear error and stays as it is', async () => {
  await start().persistence.close()
  for (const [content, reason] of [
    ['{"version":1,"stores', 'it is not valid JSON'],
    ['{"version":2,"stores":{},"states":{}}', 'its content does not fit at version'],
    [
      '{"version":1,"stores":{"contacts":{"records":[{"id":1}]}},"states":{}}',
      'at stores.contacts.records.0.created_at',
    ],
    ['{"version":1,"stores":{},"states":{"oauth":7}}', 'does not fit at the top'],
  ] as const) {
    const damaged = join(folder, 'damaged.json')
    await writeFile(damaged, content)
    file = damaged
    expect(() => start()).toThrow(CorruptStateError)
    expect(() => start()).toThrow(reason)
    expect(await readFile(damaged, 'utf8')).toBe(content)
  }
})

test('what nobody bound is kept', async () => {
  const { contacts, persistence } = start()
  contacts.insert({ name: 'Ada' })
  await persistence.close()
  const partial = openPersistence(file)
  partial.bindState('other', { get: () => 1, set: () => undefined })
  partial.touch()
  await partial.close()
  expect(start().contacts.list()).toMatchObject([{ name: 'Ada' }])
})

test('a save that fails is told, and closing rejects', async () => {
  await writeFile(join(folder, 'blocked'), '')
  file = join(folder, 'blocked', 'crm.json')
  const told: unknown[] = []
  expect(() => start()).toThrow(/ENOTDIR/)
  file = join(folder, 'late', 'crm.json')
  const { contacts, persistence } = start({ debounceMs: 1, onError: (error: unknown) => told.push(error) })
  await writeFile(join(folder, 'late'), '')
  contacts.insert({ name: 'Ada' })
  await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: 30_000 })
  await expect(persistence.close()).rejects.toThrow()
})
