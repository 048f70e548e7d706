import { expect, test } from 'vitest'
import { createClock } from './clock.js'
import { createRateLimiter } from './rate-limiter.js'

function takes(limiter: { take(key: string): boolean }, key: string, count: number): number {
  return Array.from({ length: count }, () => limiter.take(key)).filter(Boolean).length
}

test('so many a second for each key, refilled as time passes', () => {
  const clock = createClock({ now: 0 })
  const limiter = createRateLimiter({ perSecond: 10, clock })
  expect(takes(limiter, 'a', 15)).toBe(10)
  expect(takes(limiter, 'b', 3)).toBe(3)
  clock.advance(300)
  expect(takes(limiter, 'a', 15)).toBe(3)
  clock.advance(60_000)
  expect(takes(limiter, 'a', 15)).toBe(10)
})

test('the hour counts as well as the second, and a refusal costs nothing', () => {
  const clock = createClock({ now: 0 })
  const limiter = createRateLimiter({ perSecond: 10, perHour: 12, clock })
  expect(takes(limiter, 'a', 20)).toBe(10)
  clock.advance(1_000)
  expect(takes(limiter, 'a', 20)).toBe(2)
  clock.advance(3_600_000)
  expect(takes(limiter, 'a', 20)).toBe(10)
})

test('without limits everything passes', () => {
  expect(takes(createRateLimiter({}), 'a', 1_000)).toBe(1_000)
})
