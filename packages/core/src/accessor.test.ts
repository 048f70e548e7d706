import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileOpen, compileRead, stepsOf } from './accessor.js'
import { compileRows } from './rows.js'

test.each([
  ['name', ['name']],
  ['email.address', ['email', 'address']],
  ['prices[0].amount', ['prices', 0, 'amount']],
  ['lines[0].taxes[1].rate', ['lines', 0, 'taxes', 1, 'rate']],
])('the steps of %s', (path, steps) => {
  expect(stepsOf(path)).toEqual(steps)
})

test('reads an object inside a record', () => {
  expect(compileRead([])({ name: 'Ann' })).toEqual({ name: 'Ann' })
  expect(compileRead(['email'])({ email: { address: 'ann@x.test' } })).toEqual({ address: 'ann@x.test' })
  expect(compileRead(['prices', 0])({ prices: [{ amount: 5 }] })).toEqual({ amount: 5 })
})

test.each([['email'], ['prices[0]'], ['address.billing']])(
  'a path that leads nowhere reads as undefined: %s',
  (path) => {
    for (const record of [
      {},
      { email: null, prices: [], address: 'text' },
      { email: 'text', prices: null, address: { billing: null } },
    ]) {
      expect(compileRead(stepsOf(path))(record)).toBeUndefined()
    }
  },
)

test('writing creates the objects and lists on the way', () => {
  const draft = {}
  compileOpen(['prices', 0], 'amount')(draft).amount = 5
  compileOpen(['prices', 0], 'currency')(draft).currency = 'EUR'
  compileOpen(['email'], 'address')(draft).address = 'ann@x.test'
  expect(draft).toEqual({ prices: [{ amount: 5, currency: 'EUR' }], email: { address: 'ann@x.test' } })
})

test('the first text of a list is written as a list of one, and never as a null', () => {
  const { copyToExternal, copyToConnec } = compileRows([{ connec: 'first_name', external: 'names[0]' }])
  expect(copyToExternal({ first_name: 'Ann' }, {})).toEqual({ names: ['Ann'] })
  expect(copyToExternal({ first_name: null }, {})).toEqual({})
  expect(copyToConnec({ names: ['Ann', 'Lee'] }, {})).toEqual({ first_name: 'Ann' })
})

test('what was written is read back, at any path', () => {
  const key = fc.stringMatching(/^[a-z_]{1,6}$/)
  const inList = key.map((name) => `${name}[0]`)
  const path = fc
    .tuple(fc.array(fc.oneof(key, inList), { maxLength: 3 }), fc.oneof(key, inList))
    .map(([outer, last]) => [...outer, last].join('.'))
  fc.assert(
    fc.property(path, path, fc.integer(), (connec, external, value) => {
      const there = compileRows([{ connec: 'value', external }]).copyToExternal({ value }, {})
      const across = compileRows([{ connec, external }]).copyToConnec(there, {})
      expect(compileRows([{ connec, external: 'value' }]).copyToExternal(across, {})).toEqual({ value })
    }),
  )
})
