import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineConnecResource } from './connec-resource.js'
import { fieldTable } from './field-table.js'
import { defineMapper } from './mapper.js'
import { each, nested } from './nested.js'
import { lineId } from './reference.js'
import { defineResource } from './resource.js'

const line = z.object({ id: lineId(), text: z.string(), quantity: z.number() })
const row = z.object({ id: z.string(), label: z.string(), count: z.number() })
const mapper = defineMapper({
  connec: defineConnecResource({
    name: 'invoice',
    collection: 'invoices',
    fields: {
      title: z.string(),
      status: z.string(),
      due: z.string(),
      total: z.number(),
      lines: z.array(line),
    },
  }),
  external: defineResource({
    name: 'orders',
    id: z.string(),
    fields: { subject: z.string(), paid: z.boolean(), day: z.string(), sum: z.number(), rows: z.array(row) },
    async *list() {
      yield []
    },
  }),
  fields: {
    title: { to: 'subject', conflict: 'connec', clear: 'both' },
    status: {
      to: 'paid',
      using: { toExternal: (status) => status === 'PAID', toConnec: (paid) => (paid ? 'PAID' : 'DRAFT') },
      lossy: 'only paid or not',
    },
    due: { to: 'day', only: 'toConnec' },
    total: { to: 'sum', currencyGuard: true, onCreate: true },
    lines: { to: 'rows', using: each(nested(line, row, { id: 'id', text: 'label', quantity: 'count' })) },
  },
  defaults: { external: { subject: 'Untitled' } },
  onCreate: { connec: { lines: [{ quantity: 1 }], total: 0 } },
  toConnec: (draft) => draft,
})

test('a mapper as a table for people: directions, conversions, losses, policies, lines', () => {
  expect(fieldTable(mapper).rows).toEqual([
    {
      connec: 'title',
      external: 'subject',
      direction: 'both',
      value: 'renamed',
      lossy: null,
      conflict: 'connec',
      clear: 'both',
    },
    { connec: 'status', external: 'paid', direction: 'both', value: 'converted', lossy: 'only paid or not' },
    { connec: 'due', external: 'day', direction: 'toConnec', value: 'renamed', lossy: null },
    {
      connec: 'total',
      external: 'sum',
      direction: 'both',
      value: 'renamed',
      lossy: null,
      currencyGuard: true,
      onCreate: true,
    },
    { connec: 'lines', external: 'rows', direction: 'both', value: 'lines', lossy: null },
    { connec: 'lines[].id', external: 'rows[].id', direction: 'both', value: 'renamed', lossy: null },
    { connec: 'lines[].text', external: 'rows[].label', direction: 'both', value: 'renamed', lossy: null },
    {
      connec: 'lines[].quantity',
      external: 'rows[].count',
      direction: 'both',
      value: 'renamed',
      lossy: null,
    },
  ])
})

test('what fills blanks, and which hooks there are, is said beside it', () => {
  const { filled, hooks, connec, external } = fieldTable(mapper)
  expect([connec, external, hooks]).toEqual(['invoice', 'orders', ['toConnec']])
  expect(filled).toEqual({
    external: [{ path: 'subject', value: 'Untitled', onCreate: false }],
    connec: [
      { path: 'lines[0].quantity', value: 1, onCreate: true },
      { path: 'total', value: 0, onCreate: true },
    ],
  })
})
