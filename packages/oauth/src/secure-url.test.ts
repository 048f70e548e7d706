import { expect, test } from 'vitest'
import { secureUrl } from './secure-url.js'

test.each([
  'https://a.test/x',
  'http://localhost:3000/',
  'http://127.0.0.1/',
  'http://127.1.2.3/',
  'http://[::1]:1/',
  'http://crm.localhost/',
])('secrets may travel to %s', (url) => {
  expect(secureUrl(url, 'token URL').href).toBe(new URL(url).href)
})

test.each([
  'http://a.test/',
  'http://localhost.evil.test/',
  'http://127.0.0.1.evil.test/',
  'ftp://localhost/',
  'nonsense',
])('secrets may not travel to %s', (url) => {
  expect(() => secureUrl(url, 'token URL')).toThrow('Failed to use the token URL')
})
