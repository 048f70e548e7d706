import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldsOf, fixtureText } from '../../test/fixture.js'
import { linkAccount } from '../../test/linked-account.js'
import { deals, stages as stageResource } from '../resources.js'
import { opportunityMapper } from './opportunity.js'

const stages = z
  .object({ items: z.array(z.object({ data: z.unknown() })) })
  .parse(JSON.parse(fixtureText('stages')))
  .items.map(({ data }) => stageResource.parse(data).fields)
const context = { stages }

const generators = {
  name: 'Lab generators',
  amount: { total_amount: 1000.5, currency: 'GBP' },
  expected_close_date: new Date('2026-06-19T00:00:00Z'),
  sales_stage_changes: [{ created_at: new Date('2026-03-16T11:35:16Z') }],
  lead_id: '135906741',
  sales_stage: 'Quote',
  probability: 50,
}

test('a deal becomes an opportunity', () => {
  expect(opportunityMapper.toConnec(fieldsOf(deals, 'deal'), context)).toEqual(generators)
})

test('an opportunity becomes a deal', () => {
  expect(deals.encode(opportunityMapper.toExternal(generators, context))).toEqual({
    name: 'Lab generators',
    value: '1000.50',
    currency: 'GBP',
    contact_id: 135906741,
    stage_id: 6386896,
    estimated_close_date: '2026-06-19',
    last_stage_change_at: '2026-03-16T11:35:16Z',
  })
})

test.each([99, null, undefined])(
  'a deal in an unknown stage (%j) is mapped, its stage left out (A22)',
  (stage_id) => {
    const deal = deals.parse({ id: 5, name: 'Lab generators', value: 10, stage_id }).fields
    expect(opportunityMapper.toConnec(deal, context)).toEqual({
      name: 'Lab generators',
      amount: { total_amount: 10 },
    })
  },
)

test('a deal that never changed its stage leaves the history of the hub alone', () => {
  const deal = deals.parse({ id: 5, last_stage_change_at: null }).fields
  expect(opportunityMapper.toConnec(deal, context)).toEqual({})
})

test('the history of stages at the hub is written when it begins, and never replaced', () => {
  const row = opportunityMapper.rows.find(({ external }) => external === 'last_stage_change_at')
  expect(row?.onCreate).toBe(true)
})

test('an opportunity of which no stage is known is mapped, its stage left out (B23)', () => {
  expect(opportunityMapper.toExternal({ name: 'Lab generators' }, context)).toEqual({
    name: 'Lab generators',
  })
  expect(opportunityMapper.toExternal({ sales_stage: 'Quote' }, { stages: [] })).toEqual({})
})

test('the stages are read once, before a run', async () => {
  const { http } = linkAccount()
  expect(await opportunityMapper.prepare(http)).toMatchObject({
    stages: [{ name: 'Incoming' }, { name: 'Qualified' }, { name: 'Quote' }, {}, {}, {}],
  })
})

test('stages that cannot be read fail the run; they are not taken for none (A19, A22)', async () => {
  const { http, simulator } = linkAccount()
  simulator.faults.add({ when: { path: /stages/ }, do: { kind: 'status', status: 500 } })
  await expect(opportunityMapper.prepare(http)).rejects.toThrow(/Failed to GET \/stages/)
})
