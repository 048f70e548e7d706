import { expect, test } from 'vitest'
import { z } from 'zod'
import { integerId, isoDate } from './codecs.js'
import { defineConnecResource } from './connec-resource.js'
import { fillBlanks } from './defaults.js'
import { defineMapper } from './mapper.js'
import { each, nested } from './nested.js'
import { lineId, ref } from './reference.js'
import { defineResource } from './resource.js'

const line = z.object({ id: lineId(), description: z.string(), item_id: ref('item') })
const invoice = defineConnecResource({
  name: 'invoice',
  collection: 'invoices',
  fields: {
    title: z.string(),
    status: z.string(),
    balance: z.number(),
    due_date: isoDate,
    organization_id: ref('organization'),
    amount: z.object({ total_amount: z.number(), currency: z.string() }),
    lines: z.array(line),
  },
})
const row = z.object({ id: integerId, text: z.string(), product_id: integerId })
const orders = defineResource({
  name: 'orders',
  id: integerId,
  fields: {
    subject: z.string(),
    paid: z.boolean(),
    customer_id: integerId,
    total: z.string(),
    rows: z.array(row),
  },
  async *list() {
    yield []
  },
})

const mapper = defineMapper({
  connec: invoice,
  external: orders,
  fields: {
    title: 'subject',
    organization_id: 'customer_id',
    'amount.total_amount': {
      to: 'total',
      using: { toExternal: (amount) => amount.toFixed(2), toConnec: Number },
    },
    status: {
      to: 'paid',
      using: { toExternal: (status) => status === 'PAID', toConnec: (paid) => (paid ? 'PAID' : 'DRAFT') },
    },
    lines: {
      to: 'rows',
      using: each(nested(line, row, { id: 'id', description: 'text', item_id: 'product_id' })),
    },
  },
  defaults: { external: { subject: 'Untitled' }, connec: { amount: { currency: 'EUR' } } },
  onCreate: { connec: { balance: 0 } },
})

test('one declaration maps both ways, nested lists and ids of lines included', () => {
  const order = {
    subject: 'Chairs',
    paid: true,
    customer_id: '7',
    total: '12.50',
    rows: [{ id: '1', text: 'Chair', product_id: '9' }],
  }
  const draft = mapper.toConnec(order, undefined)
  expect(draft).toEqual({
    title: 'Chairs',
    status: 'PAID',
    organization_id: '7',
    amount: { total_amount: 12.5, currency: 'EUR' },
    lines: [{ id: '1', description: 'Chair', item_id: '9' }],
  })
  expect(mapper.toExternal(draft, undefined)).toEqual(order)
})

test('absent stays absent, null stays null, and a converter sees neither', () => {
  expect(mapper.toExternal({ title: 'A', status: null }, undefined)).toEqual({ subject: 'A', paid: null })
})

test('a null never makes a line of a list', () => {
  const firstLine = defineMapper({
    connec: invoice,
    external: orders,
    fields: { 'lines[0].description': 'rows[0].text', title: 'subject' },
  })
  expect(firstLine.toConnec({ subject: 'A', rows: [{ text: null }] }, undefined)).toEqual({ title: 'A' })
  expect(firstLine.toExternal({ lines: [{ description: 'Chair' }] }, undefined)).toEqual({
    rows: [{ text: 'Chair' }],
  })
})

test('defaults lie under the table, in their own direction only (B26)', () => {
  expect(mapper.toExternal({ title: '' }, undefined)).toEqual({ subject: 'Untitled' })
  expect(mapper.toConnec({ subject: null }, undefined)).toEqual({ title: null, amount: { currency: 'EUR' } })
})

test('what only a creation needs is kept apart', () => {
  expect(mapper.onCreate.connec).toEqual({ balance: 0 })
  expect(mapper.toConnec({ subject: 'A' }, undefined)).not.toHaveProperty('balance')
})

test('a draft never shares objects with the record it came from (B30)', () => {
  const copy = defineMapper({
    connec: invoice,
    external: orders,
    fields: { lines: { to: 'rows', using: each(nested(line, row, { id: 'id' })) } },
  })
  const record = Object.freeze({ lines: Object.freeze([Object.freeze({ id: '1' })]) })
  expect(copy.toExternal(record, undefined)).toEqual({ rows: [{ id: '1' }] })
  expect(record).toEqual({ lines: [{ id: '1' }] })
})

test('what is mapped is never changed, though it is mapped twice and its drafts are (A17, B30)', () => {
  const order = {
    subject: 'Chairs',
    rows: [{ id: '1', text: 'Chair', product_id: '9' }],
  }
  const before = structuredClone(order)
  const plain = defineMapper({
    connec: invoice,
    external: orders,
    fields: {
      title: 'subject',
      lines: { to: 'rows', using: each(nested(line, row, { description: 'text' })) },
    },
    toConnec: (draft) => {
      draft.lines?.push({ description: 'Added by a hook' })
      return draft
    },
  })
  const first = plain.toConnec(order, undefined)
  expect(plain.toConnec(order, undefined)).toEqual(first)
  expect(order).toEqual(before)
})

test('a list that is copied as it is, is a copy at every depth (B30)', () => {
  const tags = z.array(z.object({ label: z.string() }))
  const tagged = defineMapper({
    connec: defineConnecResource({ name: 'task', collection: 'tasks', fields: { tags } }),
    external: defineResource({ name: 'tickets', id: integerId, fields: { marks: tags }, async *list() {} }),
    fields: { tags: 'marks', 'tags[0].label': 'marks[0].label' },
  })
  const ticket = { marks: [{ label: 'urgent' }] }
  const draft = tagged.toConnec(ticket, undefined)
  expect(draft).toEqual({ tags: [{ label: 'urgent' }] })
  expect(draft.tags).not.toBe(ticket.marks)
  Object.assign(Object(draft.tags)[0], { label: 'changed' })
  expect(ticket).toEqual({ marks: [{ label: 'urgent' }] })
})

test('what fills blanks is not shared between drafts either (B30)', () => {
  const draft = mapper.toConnec({}, undefined)
  Object.assign(Object(draft.amount), { currency: 'USD' })
  expect(mapper.toConnec({}, undefined)).toEqual({ amount: { currency: 'EUR' } })
  const lines = [{ description: 'Delivery' }]
  expect(fillBlanks({}, { lines }).lines).toEqual(lines)
  expect(fillBlanks({}, { lines }).lines).not.toBe(lines)
})

test('a path through a value that is missing or no object reads as absent (B20, B21)', () => {
  expect(mapper.toExternal({ amount: null }, undefined)).toEqual({ subject: 'Untitled' })
  expect(mapper.toExternal({ amount: 'much' }, undefined)).toEqual({ subject: 'Untitled' })
  expect(mapper.toExternal({}, undefined)).toEqual({ subject: 'Untitled' })
})

test('hooks finish a draft with the context that prepare fetched', async () => {
  const staged = defineMapper({
    connec: invoice,
    external: orders,
    prepare: async () => ({ suffix: '!' }),
    fields: { title: 'subject' },
    toConnec: (draft, order, { suffix }) => ({ ...draft, status: `${order.subject}${suffix}` }),
  })
  const http = {
    get: fail,
    post: fail,
    put: fail,
    patch: fail,
    delete: fail,
    pages: failPages,
    client: failClient,
  }
  const context = await staged.prepare(http)
  expect(staged.toConnec({ subject: 'Desk' }, context)).toEqual({ title: 'Desk', status: 'Desk!' })
})

const fail = () => Promise.reject(new Error('no request was expected'))
const failClient = (): never => {
  throw new Error('no client was expected')
}
// biome-ignore lint/correctness/useYield: it must look like a list and never be read
async function* failPages(): AsyncGenerator<never> {
  await fail()
}

test('rows can be kept to one direction', () => {
  const oneWay = defineMapper({
    connec: invoice,
    external: orders,
    fields: { title: { to: 'subject', only: 'toExternal' } },
  })
  expect(oneWay.toExternal({ title: 'A' }, undefined)).toEqual({ subject: 'A' })
  expect(oneWay.toConnec({ subject: 'A' }, undefined)).toEqual({})
})
