import * as core from '@duet/core'
import { defineResource } from '@duet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { print } from '../src/code/doc.js'
import { object } from '../src/code/literals.js'
import { connectorSchema, schemaProperties } from '../src/code/zod-code.js'
import { centsCode } from '../src/files/resources-file.js'
import { mergeShapes, shapeOf } from '../src/inference/shape.js'
import { shapeType } from '../src/inference/shape-type.js'
import type { Field } from '../src/plan/field.js'

const typeOf = (values: readonly unknown[]) => shapeType(mergeShapes(values.map(shapeOf)))

/** Fields as they will stand in the connector: the code that is written, run. */
function schemasOf(fields: readonly Field[]): z.ZodRawShape {
  const { integerId, decimal, isoDate, isoDay } = core
  const code = print(object(schemaProperties(fields, connectorSchema)))
  const cents = centsCode.replace('export const', 'const')
  return new Function('z', 'integerId', 'decimal', 'isoDate', 'isoDay', `${cents}; return ${code}`)(
    z,
    integerId,
    decimal,
    isoDate,
    isoDay,
  )
}

const moment = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

const text = fc.oneof(
  fc.string(),
  moment,
  moment.map((each) => each.slice(0, 10)),
  fc.uuid(),
  fc.webUrl(),
  fc.constantFrom('open', 'closed', '19.99', '', '2026-02-30', '0'),
)

const name = fc.constantFrom(
  'id',
  'name',
  'total',
  'amount_cents',
  'status',
  'due_on',
  'lines',
  'odd name',
  '@id',
)

const { record } = fc.letrec<{ value: unknown; record: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('record'),
  ),
  record: fc.dictionary(name, tie('value'), { maxKeys: 5, noNullPrototype: true }),
}))

test('every record is accepted by the fields that were inferred from it and others', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), (records) => {
      const type = typeOf(records)
      const fields = type.kind === 'object' ? type.fields.filter((field) => field.name !== 'key') : []
      const resource = defineResource({
        name: 'records',
        id: z.string(),
        idField: 'key',
        fields: schemasOf(fields),
        async *list() {},
      })
      for (const each of records) expect(() => resource.parse({ ...each, key: 'k1' })).not.toThrow()
    }),
  )
})

test('in which order records are seen changes nothing, nor does how they are spread over answers', () => {
  fc.assert(
    fc.property(
      fc
        .array(record, { minLength: 1, maxLength: 6 })
        .chain((records) =>
          fc.tuple(
            fc.constant(records),
            fc.shuffledSubarray(records, { minLength: records.length }),
            fc.nat(records.length),
          ),
        ),
      ([records, shuffled, cut]) => {
        const halves = [shuffled.slice(0, cut), shuffled.slice(cut)]
        const merged = mergeShapes(halves.map((half) => mergeShapes(half.map(shapeOf))))
        expect(shapeType(merged)).toEqual(typeOf(records))
      },
    ),
  )
})

test.each([
  ['a moment', ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.123+10:00'], { kind: 'moment' }],
  ['a day', ['2026-01-02'], { kind: 'day' }],
  ['a text that once was no day', ['2026-01-02', ''], { kind: 'text' }],
  ['a whole number', [1, 2], { kind: 'number', whole: true }],
  ['a number', [1, 2.5], { kind: 'number' }],
  ['two kinds', [1, 'one'], { kind: 'unknown' }],
  ['nothing but null', [null], { kind: 'unknown' }],
  ['a list', [['a'], []], { kind: 'list', item: { kind: 'text' } }],
  ['a list with holes', [['a', null]], { kind: 'list', item: { kind: 'unknown' } }],
])('%s', (_, values, type) => {
  expect(typeOf(values)).toEqual(type)
})

test('a few words that keep coming back in a status are all it takes; in a name they are chance', () => {
  const words = ['open', 'won', 'open', 'won', 'open', 'open']
  expect(typeOf(words.map((word) => ({ status: word, name: word })))).toEqual({
    kind: 'object',
    fields: [
      { name: 'status', type: { kind: 'text', values: ['open', 'won'] } },
      { name: 'name', type: { kind: 'text' } },
    ],
  })
})
