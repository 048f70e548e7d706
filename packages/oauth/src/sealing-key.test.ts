import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sealingKey } from './sealing-key.js'

test('32 bytes in hex or base64 are the key', () => {
  const key = randomBytes(32)
  for (const text of [key.toString('hex'), key.toString('base64'), key.toString('base64url')])
    expect(sealingKey(text)).toEqual(key)
})

test('a passphrase makes the same key everywhere', () => {
  expect(sealingKey('correct horse battery')).toEqual(sealingKey('correct horse battery'))
  expect(sealingKey('correct horse battery')).toHaveLength(32)
})

test('a short passphrase is refused, and not repeated', () => {
  expect(() => sealingKey('hunter2')).toThrow(/^(?!.*hunter2).*7 characters can be guessed/)
})
