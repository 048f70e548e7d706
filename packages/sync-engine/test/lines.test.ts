import { connec, invoiceLine } from '@duet/connec-client'
import {
  defineConnector,
  defineEntity,
  defineMapper,
  defineResource,
  each,
  integerId,
  nested,
} from '@duet/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { api, smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet, idOf, ourIdsOf, type World } from './world.js'

const row = z.object({ id: integerId, text: z.string(), count: z.number() })
const invoices = defineResource({
  ...api('invoices'),
  name: 'invoices',
  fields: { number: z.string(), rows: z.array(row) },
})
const invoice = defineEntity({
  mapper: defineMapper({
    connec: connec.invoice,
    external: invoices,
    fields: {
      transaction_number: 'number',
      lines: {
        to: 'rows',
        using: each(nested(invoiceLine, row, { id: 'id', description: 'text', quantity: 'count' })),
      },
    },
  }),
})
const connector = defineConnector({ ...smallCrm, entities: [invoice] })

/** The CRM gives ids to rows that have none. */
function numberRows(world: World): void {
  let next = 100
  world.crm.complete = (fields) => {
    const rows: unknown[] = Array.isArray(fields.rows) ? fields.rows : []
    return { ...fields, rows: rows.map((one) => ({ id: next++, ...Object(one) })) }
  }
}

const linesOf = async (world: World) => {
  const [record] = await world.hubRecords('invoices')
  const lines: unknown = record?.lines
  return Array.isArray(lines) ? lines : []
}

test('lines of a created record are known on both sides, and an edit of one stays an edit', async () => {
  await using world = await createWorld({ connector })
  numberRows(world)
  await world.hubCreate('invoices', {
    transaction_number: 'I1',
    lines: [
      { description: 'Hammer', quantity: 1 },
      { description: 'Nail', quantity: 100 },
    ],
  })
  await world.run()
  expect(world.crm.stores.invoices.all()).toMatchObject([
    {
      number: 'I1',
      rows: [
        { id: 100, text: 'Hammer' },
        { id: 101, text: 'Nail' },
      ],
    },
  ])
  expect((await linesOf(world)).map((line) => ourIdsOf(line))).toEqual([['100'], ['101']])
  expectQuiet(await world.run())

  world.crm.stores.invoices.update(1, {
    rows: [
      { id: 100, text: 'Big hammer', count: 1 },
      { id: 101, text: 'Nail', count: 100 },
    ],
  })
  await world.run()
  expect(await linesOf(world)).toMatchObject([{ description: 'Big hammer' }, { description: 'Nail' }])
  expectQuiet(await world.run())
})

test('lines of a record of the application keep their ids at the hub', async () => {
  await using world = await createWorld({ connector })
  world.crm.stores.invoices.insert({ number: 'I1', rows: [{ id: 7, text: 'Hammer', count: 1 }] })
  await world.run()
  expect((await linesOf(world)).map((line) => ourIdsOf(line))).toEqual([['7']])
  expectQuiet(await world.run())
  const [record] = await world.hubRecords('invoices')
  const [line] = await linesOf(world)
  await world.hubUpdate('invoices', idOf(record ?? {}), {
    lines: [{ ...line, description: 'Big hammer' }],
  })
  await world.run()
  expect(world.crm.stores.invoices.all()).toMatchObject([{ rows: [{ id: 7, text: 'Big hammer', count: 1 }] }])
  expectQuiet(await world.run())
})

test('a line that is added at the hub gets its id from the application', async () => {
  await using world = await createWorld({ connector })
  numberRows(world)
  world.crm.stores.invoices.insert({ number: 'I1', rows: [{ id: 7, text: 'Hammer', count: 1 }] })
  await world.run()
  world.crm.answerWrite = (record) => {
    const rows: unknown[] = Array.isArray(record.rows) ? record.rows : []
    const numbered = rows.map((one, place) => ({ id: 200 + place, ...Object(one) }))
    return world.crm.stores.invoices.update(record.id, { rows: numbered })
  }
  const [record] = await world.hubRecords('invoices')
  const lines = [...(await linesOf(world)), { description: 'Nail', quantity: 2 }]
  await world.hubUpdate('invoices', idOf(record ?? {}), { lines })
  await world.run()
  expect((await linesOf(world)).map((line) => ourIdsOf(line))).toEqual([['7'], ['201']])
  expectQuiet(await world.run())
  world.crm.stores.invoices.update(1, {
    rows: [
      { id: 7, text: 'Hammer', count: 1 },
      { id: 201, text: 'Long nail', count: 2 },
    ],
  })
  await world.run()
  expect(await linesOf(world)).toMatchObject([{ description: 'Hammer' }, { description: 'Long nail' }])
  expectQuiet(await world.run())
})

test('a line that is removed in the application is gone at the hub, and does not come back', async () => {
  await using world = await createWorld({ connector })
  const rows = [
    { id: 7, text: 'Hammer', count: 1 },
    { id: 8, text: 'Nail', count: 100 },
  ]
  world.crm.stores.invoices.insert({ number: 'I1', rows })
  await world.run()
  world.crm.stores.invoices.update(1, { rows: rows.slice(1) })
  await world.run()
  expect(await linesOf(world)).toMatchObject([{ description: 'Nail' }])
  expectQuiet(await world.run())
  expect(world.crm.stores.invoices.all()).toMatchObject([{ rows: [{ id: 8 }] }])
})
