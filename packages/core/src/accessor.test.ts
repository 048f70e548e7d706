import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePath } from './accessor.js'

test.each([
  ['name', { name: 'Ann' }, 'Ann'],
  ['email.address', { email: { address: 'ann@x.test' } }, 'ann@x.test'],
  ['prices[0].amount', { prices: [{ amount: 5 }] }, 5],
  ['address.billing.city', { address: { billing: { city: 'Oslo' } } }, 'Oslo'],
])('reads %s', (path, record, value) => {
  expect(compilePath(path).read(record)).toBe(value)
})

test.each(['name', 'email.address', 'prices[0].amount', 'address.billing.city'])(
  'a path that leads nowhere reads as undefined: %s',
  (path) => {
    for (const record of [
      {},
      { email: null, prices: [], address: 'text' },
      { email: 'text', prices: null },
    ]) {
      expect(compilePath(path).read(record)).toBeUndefined()
    }
  },
)

test('writing creates the objects and lists on the way', () => {
  const record = {}
  compilePath('prices[0].amount').write(record, 5)
  compilePath('prices[0].currency').write(record, 'EUR')
  compilePath('email.address').write(record, 'ann@x.test')
  expect(record).toEqual({ prices: [{ amount: 5, currency: 'EUR' }], email: { address: 'ann@x.test' } })
})

test('what was written is read back, at any path', () => {
  const key = fc.stringMatching(/^[a-z_]{1,6}$/)
  const path = fc
    .array(
      fc.oneof(
        key,
        key.map((name) => `${name}[0]`),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((steps) => steps.join('.'))
  fc.assert(
    fc.property(path, fc.integer(), (where, value) => {
      const record = {}
      compilePath(where).write(record, value)
      expect(compilePath(where).read(record)).toBe(value)
    }),
  )
})
