import { expect, test } from 'vitest'
import { formatDuration } from './format-duration.js'
import { formatMoment } from './format-moment.js'
import { plural } from './plural.js'
import { skipWords } from './run-words.js'

test('counts agree with their noun', () => {
  expect(plural(1, 'record')).toBe('1 record')
  expect(plural(1200, 'record')).toBe('1,200 records')
  expect(plural(0, 'company', 'companies')).toBe('0 companies')
})

test('durations name the two largest units', () => {
  expect([400, 12_000, 180_000, 185_000, 7_800_000].map(formatDuration)).toEqual([
    '0.4 s',
    '12 s',
    '3 min',
    '3 min 5 s',
    '2 h 10 min',
  ])
})

test('moments are told from now, past and future, and far ones by date', () => {
  const now = Date.UTC(2026, 10, 24, 12)
  expect(formatMoment(now - 20_000, now)).toBe('just now')
  expect(formatMoment(now + 20_000, now)).toBe('in a moment')
  expect(formatMoment(now - 180_000, now)).toBe('3 minutes ago')
  expect(formatMoment(now + 7_200_000, now)).toBe('in 2 hours')
  expect(formatMoment(now - 90_000_000, now)).toBe('yesterday')
  expect(formatMoment(Date.UTC(2026, 0, 5, 12), now)).toBe('Jan 5, 2026')
})

test('an unknown skip reason is still readable', () => {
  expect(skipWords('before_history_limit')).toBe('older than the history limit')
  expect(skipWords('some_new_reason')).toBe('some new reason')
})
