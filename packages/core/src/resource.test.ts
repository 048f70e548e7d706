import { expect, test } from 'vitest'
import { z } from 'zod'
import { decimal, integerId, isoDate, isoDay } from './codecs.js'
import { InvalidRecordError } from './errors.js'
import { defineResource } from './resource.js'

const products = defineResource({
  name: 'products',
  id: integerId,
  fields: {
    name: z.string(),
    cost: decimal,
    made_on: isoDay,
    sold_at: isoDate,
    prices: z.array(z.object({ amount: decimal, currency: z.string() })),
  },
  async *list() {
    yield []
  },
})

test('past the schema an id is a text, an amount a number, a moment a Date', () => {
  const { id, fields, createdAt, updatedAt } = products.parse({
    id: 7,
    name: 'Hammer',
    cost: '12.50',
    made_on: '2026-01-02',
    sold_at: '2026-01-02T03:04:05+02:00',
    prices: [{ amount: 3, currency: 'EUR' }],
    created_at: '2026-01-01T00:00:00Z',
    unknown: 'kept out',
  })
  expect(id).toBe('7')
  expect(fields).toEqual({
    id: '7',
    name: 'Hammer',
    cost: 12.5,
    made_on: new Date('2026-01-02T00:00:00Z'),
    sold_at: new Date('2026-01-02T01:04:05Z'),
    prices: [{ amount: 3, currency: 'EUR' }],
  })
  expect(createdAt).toEqual(new Date('2026-01-01T00:00:00Z'))
  expect(updatedAt).toBeNull()
})

test('nothing but the id is promised, at any depth', () => {
  expect(products.parse({ id: 7, prices: [{ amount: null }] }).fields).toEqual({
    id: '7',
    prices: [{ amount: null }],
  })
})

test.each([
  [{ name: 'Hammer' }, 'id'],
  [{ id: 'seven' }, 'id'],
  [{ id: 7, name: 5 }, 'name'],
  [{ id: 7, prices: [{ amount: '3' }, { amount: 'three' }] }, 'prices[1].amount'],
  [{ id: 7, updated_at: 'yesterday' }, ''],
  ['<html>', ''],
  [[], ''],
  [null, ''],
])('a record of the wrong shape fails alone and names the path: %j', (input, path) => {
  const parse = () => products.parse(input)
  expect(parse).toThrow(InvalidRecordError)
  expect(parse).toThrow(expect.objectContaining({ path: expect.stringContaining(path) }))
})

test.each<[string, unknown, string, RegExp]>([
  ['a missing id', { name: 'Hammer' }, 'id', /^Failed to read a products record: id: /],
  [
    'a list where an object was',
    { id: 7, prices: [[]] },
    'prices[0]',
    /prices\[0\]: .*expected object, received array/,
  ],
  [
    'an object where a list was',
    { id: 7, prices: {} },
    'prices',
    /^Failed to read products 7: prices: .*expected array/,
  ],
  ['a text where a number was', { id: 7, cost: 'much' }, 'cost', /^Failed to read products 7: cost: /],
  ['a moment that is none', { id: 7, updated_at: 'yesterday' }, 'updated_at', /updated_at: /],
])('%s is an error that names the record and the path, and says what to do', (_, input, path, words) => {
  const parse = () => products.parse(input)
  expect(parse).toThrow(InvalidRecordError)
  expect(parse).toThrow(expect.objectContaining({ path }))
  expect(parse).toThrow(words)
  expect(parse).toThrow(/correct the schema or the record/)
})

test('one wrong record costs no other', () => {
  const page = [{ id: 1, name: 'Nail' }, { id: 2, name: [] }, { name: 'Nobody' }, { id: 4, name: 'Screw' }]
  const outcomes = page.map((raw) => {
    try {
      return products.parse(raw).id
    } catch (error) {
      return error instanceof InvalidRecordError ? error.path : 'other'
    }
  })
  expect(outcomes).toEqual(['1', 'name', 'id', '4'])
})

test('an empty id is none', () => {
  const named = defineResource({ name: 'notes', id: z.string(), fields: {}, list: products.list })
  expect(() => named.parse({ id: '' })).toThrow(/id: must not be empty/)
})

test('a draft that does not fit says which field', () => {
  expect(() => products.encode({ prices: [{ amount: 'much' }] })).toThrow(
    /^Failed to write products: prices\[0\]\.amount: .*correct the record it was made of, or the mapper/,
  )
})

test('a draft is written in the spelling of the API, only what it holds', () => {
  expect(products.encode({ cost: 12.5, prices: [{ amount: 3, currency: 'EUR' }] })).toEqual({
    cost: '12.50',
    prices: [{ amount: '3.00', currency: 'EUR' }],
  })
  expect(products.encode({ made_on: new Date('2026-01-02T00:00:00Z'), sold_at: new Date(0) })).toEqual({
    made_on: '2026-01-02',
    sold_at: '1970-01-01T00:00:00Z',
  })
})

test('an id that is no number is refused instead of becoming 0 (B27)', () => {
  const owned = defineResource({
    name: 'deals',
    id: integerId,
    fields: { owner_id: integerId },
    list: products.list,
  })
  expect(() => owned.encode({ owner_id: 'abc' })).toThrow(/owner_id/)
  expect(owned.encode({ owner_id: '21' })).toEqual({ owner_id: 21 })
})

test('an answer without an id has none', () => {
  expect(products.idOf({ id: 7 })).toBe('7')
  for (const answer of [undefined, null, {}, { id: null }, { id: '' }, 'ok'])
    expect(products.idOf(answer)).toBeUndefined()
})

test.each([
  [{ id: 7, name: 'Hammer' }, 'Hammer'],
  [{ id: 7, name: '' }, '7'],
])('a record is named for people by a usual field, else by its id', (record, label) => {
  expect(products.labelOf(products.parse(record))).toBe(label)
})

test('a label is short, however long the name is', () => {
  const { labelOf } = defineResource({
    name: 'people',
    id: z.string(),
    fields: { name: z.string() },
    async *list() {},
  })
  const record = { id: '1', fields: { name: 'x'.repeat(10_000) }, createdAt: null, updatedAt: null }
  expect(labelOf(record)).toBe(`${'x'.repeat(199)}…`)
})
