import { expect, test } from 'vitest'
import type { PlannedRecord } from '../../planned-record.js'
import { linkIn } from '../link-in.js'
import { personPair } from './id-map-of.js'
import type { OpenStore } from './open-store.js'

/** Plans with their records, and entities that were stopped. */
export function testPlans(open: OpenStore): void {
  const planned = (
    planId: string,
    recordId: string,
    changes: Partial<PlannedRecord> = {},
  ): Omit<PlannedRecord, 'id'> => ({
    planId,
    entity: 'person',
    pair: personPair,
    side: 'external',
    recordId,
    connecId: null,
    externalId: recordId,
    label: 'Zoë \0',
    kind: 'update',
    reason: '',
    changes: [{ field: 'name', before: null, after: { first: 'Zoë' } }],
    fingerprint: 'f',
    state: 'shown',
    ...changes,
  })

  test('a plan keeps its records page by page, and how they compare with what was done', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const plan = await store.plans.create({ linkId, options: { full: true }, now: 5 })
    await store.plans.records.save([planned(plan.id, '1'), planned(plan.id, '2'), planned(plan.id, '3')])
    await store.plans.records.save([planned(plan.id, '2', { kind: 'create' })])
    const { rows, next } = await store.plans.records.list(plan.id, { limit: 2 })
    expect(rows).toMatchObject([
      { recordId: '1', label: 'Zoë \uFFFD', changes: [{ after: { first: 'Zoë' } }] },
      { recordId: '2', kind: 'create', pair: personPair },
    ])
    const last = await store.plans.records.list(plan.id, { limit: 2, after: next })
    expect(last.rows.map(({ recordId }) => recordId)).toEqual(['3'])
    const [first] = await store.plans.records.byRecords(plan.id, personPair, 'external', ['1', 'nobody'])
    await store.plans.records.mark([first?.id ?? ''], 'as_shown')
    await store.plans.records.markGone(plan.id, 'person')
    expect(await store.plans.records.counts(plan.id)).toMatchObject({ as_shown: 1, gone: 2, shown: 0 })
    const gone = await store.plans.records.list(plan.id, { states: ['gone'], entity: 'person', limit: 5 })
    expect(gone.rows).toHaveLength(2)
    const count = { entity: 'person', side: 'external', outcome: 'update', reason: '', count: 3 } as const
    expect(await store.plans.progress(plan.id, [{ ...count, count: 1 }])).toBe(true)
    expect((await store.plans.byId(plan.id))?.counts).toEqual([{ ...count, count: 1 }])
    await store.plans.finish(plan.id, { state: 'ready', counts: [count], notes: ['First.'], now: 9 })
    expect(await store.plans.progress(plan.id, [])).toBe(false)
    await store.plans.markApplied(plan.id, 'run-1')
    expect(await store.plans.byId(plan.id)).toEqual({
      ...plan,
      state: 'applied',
      counts: [count],
      notes: ['First.'],
      finishedAt: 9,
      runId: 'run-1',
    })
  })

  test('old plans go with their records', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const [old, middle, last] = [
      await store.plans.create({ linkId, options: {}, now: 1 }),
      await store.plans.create({ linkId, options: {}, now: 20 }),
      await store.plans.create({ linkId, options: {}, now: 30 }),
    ]
    await store.plans.records.save([planned(old.id, '1')])
    expect(await store.plans.prune(linkId, { keep: 2, before: 0 })).toBe(1)
    expect((await store.plans.records.list(old.id, { limit: 5 })).rows).toEqual([])
    expect(await store.plans.prune(linkId, { keep: 2, before: 25 })).toBe(1)
    expect(await store.plans.list(linkId, 5)).toEqual([last])
    expect(await store.plans.byId(middle.id)).toBeUndefined()
    await store.plans.records.save([planned(last.id, '1')])
    await store.plans.remove(last.id)
    expect(await store.plans.progress(last.id, [])).toBe(false)
    expect((await store.plans.records.list(last.id, { limit: 5 })).rows).toEqual([])
  })

  test('an entity is held until it is released', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const held = { linkId, entity: 'item', runId: null, message: 'Too much', at: 1 }
    await store.held.hold(held)
    await store.held.hold({ ...held, message: 'Still too much', at: 2 })
    expect(await store.held.list(linkId)).toEqual([{ ...held, message: 'Still too much', at: 2 }])
    await store.held.release(linkId, 'item')
    expect(await store.held.list(linkId)).toEqual([])
  })
}
