import type { Mapper, PlainRecord } from '@duet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { basecrm } from '../src/index.js'

const stages = [
  { id: '1', name: 'Incoming', likelihood: 0 },
  { id: '2', name: 'Quote', likelihood: 50 },
  { id: '3', name: 'Won', likelihood: 100 },
]
const context = { stages }

const text = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
const word = fc.stringMatching(/^[A-Za-zÀ-ž]{1,10}$/)
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const cents = fc.integer({ min: -1e9, max: 1e12 }).map((amount) => (amount / 100).toFixed(2))
const currency = fc.constantFrom('GBP', 'EUR', 'USD', 'JPY')
const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`)
const sparse = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, fc.option(values)])), {
    requiredKeys: [],
  })

const party = {
  owner_id: id,
  first_name: text,
  last_name: text,
  title: text,
  industry: text,
  website: text,
  email: text,
  phone: text,
  mobile: text,
  fax: text,
  skype: text,
  address: sparse({ line1: text, city: text, postal_code: text, state: text, country: text }),
}

/** Records as the API may answer them, by resource. */
const answers: Record<string, fc.Arbitrary<object>> = {
  users: sparse({
    name: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
    email: text,
    role: fc.constantFrom('admin', 'user'),
  }),
  accounts: sparse({
    name: text,
    currency,
    phone: text,
    timezone: fc.constantFrom('UTC-05:00', 'UTC+01:00', 'US/Central'),
  }),
  contacts: sparse({ ...party, name: text, contact_id: id }),
  leads: sparse({ ...party, organization_name: text }),
  products: sparse({
    name: text,
    sku: text,
    description: text,
    prices: fc.array(fc.record({ amount: cents, currency }), { maxLength: 3 }),
    cost: cents,
    cost_currency: currency,
  }),
  deals: sparse({
    name: text,
    value: fc.oneof(cents, fc.integer()),
    currency,
    contact_id: id,
    stage_id: fc.constantFrom(1, 2, 3),
    estimated_close_date: moment.map((date) => date.slice(0, 10)),
    last_stage_change_at: moment,
  }),
}

const mappers = basecrm.entities.flatMap(({ mappers }) => mappers)
const pairs = mappers.map((mapper): [string, Mapper] => [
  `${mapper.connec.name} ↔ ${mapper.external.name}`,
  mapper,
])

function at(record: PlainRecord, path: string): unknown {
  let value: unknown = record
  for (const step of path.split(/[.[\]]+/).filter((part) => part !== '')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, step)
  }
  return value ?? undefined
}

test.each(pairs)('%s: what Base CRM says comes back unchanged', (_, mapper) => {
  const records = answers[mapper.external.name] ?? fc.constant({})
  fc.assert(
    fc.property(records, (answer) => {
      const record = mapper.external.parse({ id: 1, ...answer }).fields
      const back = mapper.toExternal(mapper.toConnec(record, context), context)
      for (const { external } of mapper.rows) expect(at(back, external)).toEqual(at(record, external))
      if (mapper.external.name === 'deals')
        expect(back.stage_id ?? undefined).toBe(record.stage_id ?? undefined)
    }),
  )
})

test.each(pairs)('%s: a second mapping to the hub says the same as the first', (_, mapper) => {
  const records = answers[mapper.external.name] ?? fc.constant({})
  fc.assert(
    fc.property(records, (answer) => {
      const record = mapper.external.parse({ id: 1, ...answer }).fields
      const first = mapper.toConnec(record, context)
      const sent = mapper.external.encode(mapper.toExternal(first, context))
      const stored = mapper.external.parse({ id: 1, ...Object(sent) }).fields
      expect(mapper.toConnec(stored, context)).toEqual(first)
    }),
  )
})

test.each(pairs)('%s: every draft can be written in both spellings', (_, mapper) => {
  const records = answers[mapper.external.name] ?? fc.constant({})
  fc.assert(
    fc.property(records, (answer) => {
      const record = mapper.external.parse({ id: 1, ...answer }).fields
      const before = structuredClone(record)
      const draft = mapper.toConnec(record, context)
      expect(() => mapper.connec.encode(draft)).not.toThrow()
      expect(() => mapper.external.encode(mapper.toExternal(draft, context))).not.toThrow()
      expect(record).toEqual(before)
    }),
  )
})
