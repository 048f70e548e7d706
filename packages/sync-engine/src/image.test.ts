import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flatten, leafAt, leafOf, pick, valueAt, withoutBlanks } from './image.js'

test('an image has the leaves that are filled in', () => {
  const draft = {
    name: 'Ada',
    email: { address: 'a@example.com', address2: '' },
    tags: [],
    born: new Date(0),
  }
  expect(flatten(draft)).toEqual({
    name: 'Ada',
    'email.address': 'a@example.com',
    born: '1970-01-01T00:00:00Z',
  })
})

test('a list is one leaf', () => {
  expect(flatten({ prices: [{ amount: 1, currency: null }] })).toEqual({ prices: [{ amount: 1 }] })
  expect(leafOf('prices[0].amount')).toBe('prices')
  expect(leafOf('email.address')).toBe('email.address')
})

test('one leaf is found as it is in the whole image', () => {
  const key = fc.constantFrom('a', 'b', 'c.d', 'toString')
  const value = fc.oneof(fc.string(), fc.constant(null), fc.date(), fc.array(fc.integer()))
  const { record } = fc.letrec<{ record: object; field: unknown }>((tie) => ({
    field: fc.oneof({ depthSize: 'small' }, value, tie('record')),
    record: fc.dictionary(key, tie('field'), { maxKeys: 3 }),
  }))
  fc.assert(
    fc.property(record, (fields) => {
      const image = flatten({ ...fields })
      for (const leaf of [...Object.keys(image), 'a', 'b.a', 'c.d.toString'])
        expect(leafAt({ ...fields }, leaf)).toEqual(Object.hasOwn(image, leaf) ? image[leaf] : undefined)
    }),
  )
})

test('a part of a draft keeps values as they are, and empties what is blank', () => {
  const born = new Date(0)
  const draft = { name: 'Ada', email: { address: 'a@example.com', address2: 'b@example.com' }, born }
  expect(pick(draft, ['email.address', 'born', 'title', 'phone.mobile'])).toEqual({
    email: { address: 'a@example.com' },
    born,
    title: null,
    phone: { mobile: null },
  })
})

test('values are found at mapped paths', () => {
  const record = { prices: [{ amount: 1 }], email: { address: 'a' } }
  expect(valueAt(record, 'prices[0].amount')).toBe(1)
  expect(valueAt(record, 'email.address')).toBe('a')
  expect(valueAt(record, 'prices[1].amount')).toBeUndefined()
  expect(valueAt({ email: null }, 'email.address')).toBeUndefined()
})

test('a new record is sent without blanks, and looks the same', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(''))
  const draft = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(value, fc.dictionary(fc.string(), value)),
  )
  fc.assert(
    fc.property(draft, (fields) => {
      expect(flatten(withoutBlanks(fields))).toEqual(flatten(fields))
    }),
  )
})
