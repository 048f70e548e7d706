import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseSettings, resolveSettings } from './read-settings.js'
import { secretKey } from './secret-key.js'
import type { WrittenSettings } from './settings-schema.js'

const folder = mkdtempSync(path.join(tmpdir(), 'duet-key-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const settings = (written: WrittenSettings, where = folder) =>
  resolveSettings(parseSettings(written, { file: 'x' }), { file: null, folder: where })

test('a key is made once, for this user only, and found again', () => {
  const made = secretKey(settings({}))
  expect(made.current.key).toHaveLength(32)
  expect(statSync(path.join(folder, '.duet/secret.key')).mode & 0o777).toBe(0o600)
  expect(secretKey(settings({}))).toEqual(made)
})

test('with PostgreSQL a key must be set, since every host needs the same', () => {
  const database = { url: 'postgresql://db.example/duet' }
  expect(() => secretKey(settings({ database }))).toThrow(/Set DUET_SECRET_KEY, or "secretKey"/)
  expect(secretKey(settings({ database, secretKey: 'a'.repeat(64) })).current.key).toHaveLength(32)
})

test('a damaged key file is named and stays as it is', () => {
  const where = path.join(folder, 'damaged')
  secretKey(settings({}, where))
  const file = path.join(where, '.duet/secret.key')
  writeFileSync(file, '')
  expect(() => secretKey(settings({}, where))).toThrow(/secret\.key: it holds no key. Restore it/)
  expect(statSync(file).size).toBe(0)
})

test('older keys stay openers and each key has a name of its own', () => {
  const { current, previous } = secretKey(
    settings({ secretKey: 'b'.repeat(64), previousSecretKeys: ['a'.repeat(64)] }),
  )
  expect(previous.map(({ id }) => id)).not.toContain(current.id)
})
