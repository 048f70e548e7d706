import { expect, test } from 'vitest'
import { createClock, systemClock } from './clock.js'
import { isoSeconds } from './iso-seconds.js'

test('time stands still until it is moved', () => {
  const clock = createClock({ now: new Date('2016-07-19T10:20:07.900Z') })
  expect(isoSeconds(clock.now())).toBe('2016-07-19T10:20:07Z')
  clock.advance(60_000)
  expect(isoSeconds(clock.now())).toBe('2016-07-19T10:21:07Z')
  clock.set(new Date('2020-01-01T00:00:00Z'))
  expect(isoSeconds(clock.now())).toBe('2020-01-01T00:00:00Z')
})

test('a skew does not add up and ends', () => {
  const clock = createClock({ now: 1_000_000 })
  clock.skew(-5_000)
  clock.skew(-5_000)
  expect(clock.now().getTime()).toBe(995_000)
  clock.skew(0)
  expect(clock.now().getTime()).toBe(1_000_000)
})

test('a ticking clock moves by itself from the moment it was set to', async () => {
  const clock = createClock({ now: 0, ticking: true })
  clock.set(10_000)
  await new Promise((resolve) => setTimeout(resolve, 15))
  expect(clock.now().getTime()).toBeGreaterThan(10_000)
})

test('the system clock refuses to be moved', () => {
  expect(() => systemClock.advance(1)).toThrow('the system clock cannot be moved')
})
