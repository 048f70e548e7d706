import { expect, test } from 'vitest'
import { retryAfterMs } from './retry-after.js'

test('Retry-After in seconds', () => {
  expect(retryAfterMs('120')).toBe(120_000)
  expect(retryAfterMs('0')).toBe(0)
})

test('Retry-After as a date, counted from now', () => {
  const now = Date.UTC(2026, 0, 1, 10, 0, 0)
  expect(retryAfterMs('Thu, 01 Jan 2026 10:00:30 GMT', now)).toBe(30_000)
  expect(retryAfterMs('Thu, 01 Jan 2026 09:00:00 GMT', now)).toBe(0)
})

test('a Retry-After that says nothing is none', () => {
  for (const header of [undefined, '', 'soon', '-1', 'Infinity']) expect(retryAfterMs(header)).toBeUndefined()
})
