import { expect, test } from 'vitest'
import { newId } from './new-id.js'

test('ids are UUIDs of version 7', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('ids sort in order of creation, also many of one millisecond and when the clock goes back', () => {
  const now = Date.now()
  const ids = [...Array.from({ length: 10_000 }, () => newId(now)), newId(now - 5_000), newId(now + 60_000)]
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})
