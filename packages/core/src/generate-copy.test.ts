import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeCopy } from './compose-copy.js'
import { blocksOf, type CopyRow } from './copy-blocks.js'
import { generateCopy } from './generate-copy.js'

const name = fc.constantFrom('a', 'b', 'total_amount', 'e-mail', "it's", '`x`', '\\', 'class', 'k0', 'value')
const step = fc.oneof(
  name,
  fc.tuple(name, fc.nat(2)).map(([list, at]) => `${list}[${at}]`),
)
const path = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('.'))
const convert = fc.constantFrom<CopyRow['convert']>(
  undefined,
  undefined,
  (value) => ({ wrapped: value }),
  (value) => (typeof value === 'number' ? undefined : value),
  () => null,
)
const rows = fc.array(fc.record({ from: path, to: path, convert }), { maxLength: 8 })
const { record } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(undefined, null, '', 0, 'text', new Date(0)),
    tie('record'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  record: fc.dictionary(name, tie('value'), { maxKeys: 6 }),
}))

test('a generated copy does what a composed one does, for any table and any record', () => {
  fc.assert(
    fc.property(rows, fc.array(record, { minLength: 1, maxLength: 4 }), (table, records) => {
      const generated = generateCopy(blocksOf(table))
      const composed = composeCopy(blocksOf(table))
      for (const one of records) {
        const input = Object(one)
        expect(generated(input, {})).toStrictEqual(composed(input, {}))
      }
    }),
    { numRuns: 300 },
  )
})

test.each([
  "a']; globalThis.broken = true; ['",
  'a\n globalThis.broken = true //',
  'a}; globalThis.broken = true; {',
  '`; globalThis.broken = true; `',
])('a field name never becomes code: %j', (evil) => {
  const row = { from: evil, to: `${evil}.inner`, convert: undefined }
  const record = Object.fromEntries([[row.from.split('.')[0], 'kept']])
  generateCopy(blocksOf([row]))(record, {})
  const within = generateCopy(blocksOf([{ from: 'a', to: evil, convert: undefined }]))({ a: 1 }, {})
  expect(JSON.stringify(within)).toContain('1')
  expect(globalThis).not.toHaveProperty('broken')
})

test('a field called __proto__ is no way to the prototype of anything', () => {
  const copy = generateCopy(blocksOf([{ from: 'a', to: 'b', convert: undefined }]))
  const draft = copy(JSON.parse('{"a":{"__proto__":{"polluted":true}}}'), {})
  expect({}).not.toHaveProperty('polluted')
  expect(Object.getPrototypeOf(draft)).toBe(Object.prototype)
})
