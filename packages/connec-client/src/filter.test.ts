import { expect, test } from 'vitest'
import { filter } from './filter.js'

test('conditions are and-ed', () => {
  const since = new Date('2026-11-24T08:00:00.900Z')
  expect(filter().updatedSince(since).and('is_lead eq true').query).toBe(
    "updated_at gt '2026-11-24T08:00:00Z' and is_lead eq true",
  )
})

test('texts are quoted and their quotes doubled, other values are not', () => {
  expect(filter().eq('name', "O'Hara").eq('is_lead', false).eq('code', null).query).toBe(
    "name eq 'O''Hara' and is_lead eq false and code eq null",
  )
  expect(filter().oneOf('_id', ['a', "b'"]).query).toBe("_id in ['a','b''']")
})

test('without a condition there is no filter', () => {
  expect(filter().and(undefined).and(' ').query).toBeUndefined()
})

test('a condition with "or" keeps together', () => {
  expect(filter().and("a eq 'this or that'").and('a eq 1 or b eq 2').query).toBe(
    "a eq 'this or that' and (a eq 1 or b eq 2)",
  )
})
