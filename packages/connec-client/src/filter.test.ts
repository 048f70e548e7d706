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

test('every comparison Connec! knows has a name', () => {
  const day = new Date('2026-11-24T08:00:00Z')
  const { query } = filter()
    .ne('status', 'ARCHIVED')
    .ne('code', null)
    .gt('amount.total_amount', 10)
    .gte('updated_at', day)
    .lt('probability', 50.5)
    .lte('due_date', day)
  expect(query).toBe(
    "status ne 'ARCHIVED' and code ne null and amount.total_amount gt 10 and updated_at gte '2026-11-24T08:00:00Z' and probability lt 50.5 and due_date lte '2026-11-24T08:00:00Z'",
  )
})

test('a text that is contained means itself, not a pattern', () => {
  expect(filter().contains('name', 'A.C/D (or b)').and('x eq 1').query).toBe(
    String.raw`name match /A\.C\/D \(or b\)/ and x eq 1`,
  )
})

test('without a condition there is no filter', () => {
  expect(filter().and(undefined).and(' ').query).toBeUndefined()
})

test('a condition with "or" keeps together', () => {
  expect(filter().and("a eq 'this or that'").and('a eq 1 or b eq 2').query).toBe(
    "a eq 'this or that' and (a eq 1 or b eq 2)",
  )
})
