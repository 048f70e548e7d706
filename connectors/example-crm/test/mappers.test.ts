import { isPlainObject } from '@duet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleCrm } from '../src/index.js'
import { invoiceMapper } from '../src/mappers/invoice.js'
import { personMapper } from '../src/mappers/person.js'
import { recordsOf } from './records-of.js'

const mappers = exampleCrm.entities.flatMap((entity) =>
  entity.mappers.map((mapper) => ({ name: entity.name, mapper })),
)

/** Statuses are words; any other text does not travel. */
const statuses = {
  invoice: {
    connec: { status: fc.constantFrom('DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED') },
    external: { status: fc.constantFrom('draft', 'placed', 'confirmed', 'paid', 'cancelled') },
  },
}
const specialOf = (name: string) => (name === 'invoice' ? statuses.invoice : { connec: {}, external: {} })

/** The value at `address.city`; undefined where there is none. */
const at = (record: unknown, path: string): unknown =>
  path.split('.').reduce((value, key) => (isPlainObject(value) ? value[key] : undefined), record)

/** Only what a line's table maps is expected back. */
function mappedOf(value: unknown, table: readonly string[]): unknown {
  if (!Array.isArray(value)) return value
  return value.map((line) => table.map((path) => [path, at(line, path)]))
}
const price = (path: string) => [`unit_price.${path}`, 'unit_price.currency']
const orderLinePaths = ['id', 'article_id', 'tax_rate_id', 'description', 'quantity', ...price('amount')]
const invoiceLinePaths = ['id', 'item_id', 'tax_code_id', 'description', 'quantity', ...price('total_amount')]

test.each(mappers)(
  '$name: every mapped field of a record comes back the same over Connec!',
  ({ name, mapper }) => {
    const records = recordsOf(mapper.external.fields, specialOf(name).external)
    fc.assert(
      fc.property(records, (record) => {
        const before = structuredClone(record)
        const back = mapper.toExternal(mapper.toConnec(record, undefined), undefined)
        for (const { external } of mapper.rows) {
          expect(mappedOf(at(back, external), orderLinePaths)).toEqual(
            mappedOf(at(record, external), orderLinePaths),
          )
        }
        expect(record).toEqual(before)
      }),
    )
  },
)

test.each(mappers)(
  '$name: every mapped field of a Connec! record comes back the same',
  ({ name, mapper }) => {
    const records = recordsOf(mapper.connec.fields, specialOf(name).connec)
    fc.assert(
      fc.property(records, (record) => {
        const before = structuredClone(record)
        const back = mapper.toConnec(mapper.toExternal(record, undefined), undefined)
        for (const { connec } of mapper.rows) {
          expect(mappedOf(at(back, connec), invoiceLinePaths)).toEqual(
            mappedOf(at(record, connec), invoiceLinePaths),
          )
        }
        expect(record).toEqual(before)
      }),
    )
  },
)

test.each(mappers)('$name: a draft can always be written in the API’s spelling', ({ name, mapper }) => {
  const records = recordsOf(mapper.connec.fields, specialOf(name).connec)
  fc.assert(
    fc.property(records, (record) => {
      const json = JSON.parse(JSON.stringify(mapper.external.encode(mapper.toExternal(record, undefined))))
      const { fields } = mapper.external.parse({ ...json, id: 'x' })
      const draft = mapper.toExternal(record, undefined)
      for (const { external, lossy } of mapper.rows) {
        if (lossy === undefined)
          expect([external, at(fields, external)]).toEqual([external, at(draft, external)])
      }
    }),
  )
})

test('lines travel with their ids and their references to items and tax codes', () => {
  const lines = [
    {
      id: 'lin_1',
      article_id: 'art_1',
      tax_rate_id: 'tax_1',
      quantity: 2,
      unit_price: { amount: 19.99, currency: 'EUR' },
    },
    { article_id: 'art_2', description: 'New here', quantity: 1 },
  ]
  const draft = invoiceMapper.toConnec({ lines }, undefined)
  expect(draft).toEqual({
    lines: [
      {
        id: 'lin_1',
        item_id: 'art_1',
        tax_code_id: 'tax_1',
        quantity: 2,
        unit_price: { total_amount: 19.99, currency: 'EUR' },
      },
      { item_id: 'art_2', description: 'New here', quantity: 1 },
    ],
  })
  expect(invoiceMapper.toExternal(draft, undefined)).toEqual({ lines })
  expect(invoiceMapper.connec.references.map(({ path }) => path)).toContain('lines[].item_id')
  expect(invoiceMapper.connec.lineIds).toEqual(['lines[].id'])
})

test('a status the other side has no word for stays behind', () => {
  expect(invoiceMapper.toExternal({ status: 'ON HOLD', title: 'A' }, undefined)).toEqual({ title: 'A' })
  expect(invoiceMapper.toConnec({ status: 'returned', title: 'A' }, undefined)).toEqual({ title: 'A' })
})

test('whoever has no family name gets one when created, never later', () => {
  expect(personMapper.toExternal({ first_name: 'Ada' }, undefined)).toEqual({ given_name: 'Ada' })
  expect(personMapper.onCreate.external).toEqual({ family_name: 'Unknown' })
})

test('absent, null and empty stay apart', () => {
  const draft = personMapper.toConnec(
    { id: 'per_1', given_name: null, family_name: '', email: 'a@b.test' },
    undefined,
  )
  expect(draft).toEqual({ first_name: null, last_name: '', email: { address: 'a@b.test' } })
})
