import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSealer, createVault, SealError } from '../src/index.js'
import { memoryStore } from './crm.js'

const one = { id: '1', key: randomBytes(32) }

test('credentials rest sealed', async () => {
  const store = memoryStore()
  const vault = createVault({ store, sealer: createSealer({ current: one }) })
  await vault.put('link-1', { kind: 'basic', username: 'ann', password: 'canary-password' })
  expect(JSON.stringify(await store.read('link-1'))).not.toMatch(/ann|canary/)
  expect(await vault.get('link-1')).toEqual({ kind: 'basic', username: 'ann', password: 'canary-password' })
  await vault.remove('link-1')
  expect(await vault.get('link-1')).toBeUndefined()
})

test('linking again replaces, whatever the version; a replacement does not, unless it read the last one', async () => {
  const vault = createVault({ store: memoryStore(), sealer: createSealer({ current: one }) })
  const key = (text: string) => ({ kind: 'api-key' as const, key: text })
  await vault.put('link-1', key('a'))
  const read = await vault.read('link-1')
  await vault.put('link-1', key('b'))
  expect(await vault.replace('link-1', { version: read?.version ?? 0, credentials: key('c') })).toBe(false)
  expect(await vault.get('link-1')).toEqual(key('b'))
})

test('credentials of an older key are sealed anew once', async () => {
  const store = memoryStore()
  const two = { id: '2', key: randomBytes(32) }
  await createVault({ store, sealer: createSealer({ current: one }) }).put('link-1', {
    kind: 'api-key',
    key: 'a',
  })
  const vault = createVault({ store, sealer: createSealer({ current: two, previous: [one] }) })
  expect([await vault.reseal('link-1'), await vault.reseal('link-1')]).toEqual([true, false])
  const alone = createVault({ store, sealer: createSealer({ current: two }) })
  expect(await alone.get('link-1')).toEqual({ kind: 'api-key', key: 'a' })
})

test('credentials of another form are refused without being quoted', async () => {
  const store = memoryStore()
  const sealer = createSealer({ current: one })
  await store.write('link-1', { sealed: sealer.seal('{"kind":"canary"}', 'link-1'), expectedVersion: null })
  const error = await createVault({ store, sealer })
    .get('link-1')
    .catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(SealError)
  expect(String(error)).not.toContain('canary')
})
