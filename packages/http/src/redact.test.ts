import { expect, test } from 'vitest'
import { redact, secretsOf } from './redact.js'

const secret = 'pa ss/"word"'

test('a secret is taken out in every spelling', () => {
  const spellings = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret),
    Buffer.from(secret).toString('base64'),
  ]
  for (const spelling of spellings)
    expect(redact(`before ${spelling} after`, [secret])).toMatch(/^before "?\[redacted\]"? after$/)
})

test('of a secret inside another one nothing remains', () => {
  expect(redact('abcdefgh abcd', ['abcd', 'abcdefgh'])).toBe('[redacted] [redacted]')
})

test('user and password of a Basic header are secrets', () => {
  const header = `Basic ${Buffer.from('client:s3cr3t:x').toString('base64')}`
  expect(secretsOf({ authorization: header })).toEqual(expect.arrayContaining([header, 's3cr3t:x']))
})

test('a token is a secret without its scheme', () => {
  expect(redact('token 0123abcd is expired', secretsOf({ authorization: 'Bearer 0123abcd' }))).toBe(
    'token [redacted] is expired',
  )
})
