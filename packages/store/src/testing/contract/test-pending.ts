import { expect, test } from 'vitest'
import type { NewPendingRecord } from '../../pending-records.js'
import { linkIn } from '../link-in.js'
import { idMapOf, personPair } from './id-map-of.js'
import type { OpenStore } from './open-store.js'

const parked = (
  linkId: string,
  recordId: string,
  changes: Partial<NewPendingRecord> = {},
): NewPendingRecord => ({
  linkId,
  entity: 'person',
  pair: personPair,
  side: 'external',
  recordId,
  state: 'parked',
  class: 'missing_reference',
  message: 'Its company is not shared yet',
  field: 'organization_id',
  missing: null,
  label: null,
  payload: { id: recordId },
  fingerprint: 'f1',
  attempts: 0,
  nextAttemptAt: null,
  firstAt: 1,
  lastAt: 1,
  ...changes,
})

/** Parked and failed records: what is due, what a person decides. */
export function testPending(open: OpenStore): void {
  test('a record is kept once, with the time it was first seen', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const missing = { resource: 'organization', side: 'external', id: '8' } as const
    await store.pending.save([parked(linkId, '1', { missing }), parked(linkId, '1', { missing })])
    const again = parked(linkId, '1', {
      state: 'failed',
      class: 'remote_5xx',
      payload: ['any', { json: null }],
      attempts: 3,
      nextAttemptAt: 1_764_000_000_000,
      firstAt: 9,
      lastAt: 9,
    })
    await store.pending.save([again])
    const [kept, ...others] = await store.pending.byRecords(linkId, personPair, 'external', ['1'])
    expect(others).toEqual([])
    expect(kept).toEqual({ ...again, firstAt: 1, id: kept?.id, decision: null })
    expect(await store.pending.byRecords(linkId, personPair, 'connec', ['1'])).toEqual([])
    await store.pending.remove([{ linkId, pair: personPair, side: 'external', recordId: '1' }])
    expect(await store.pending.byRecords(linkId, personPair, 'external', ['1'])).toEqual([])
  })

  test('a parked record is due once the record it refers to is mapped on both sides', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const organization = { connecResource: 'organization', externalResource: 'companies' }
    await store.pending.save([
      parked(linkId, 'by-external', { missing: { resource: 'organization', side: 'external', id: '8' } }),
      parked(linkId, 'by-connec', { missing: { resource: 'organization', side: 'connec', id: 'c-9' } }),
      parked(linkId, 'elsewhere', { missing: { resource: 'item', side: 'external', id: '8' } }),
    ])
    const due = async (force = false) => {
      const filter = { entity: 'person', side: 'external', now: 100, limit: 10, force } as const
      return (await store.pending.due(linkId, filter)).rows.map(({ recordId }) => recordId)
    }
    expect(await due()).toEqual([])
    const half = idMapOf(linkId, { ...organization, externalId: '8' })
    await store.idMaps.save([half, idMapOf(linkId, { ...organization, connecId: 'c-9' })])
    expect(await due()).toEqual([])
    await store.idMaps.save([{ ...half, connecId: 'c-8' }])
    expect(await due()).toEqual(['by-external'])
    await store.idMaps.save([
      idMapOf(linkId, { ...organization, externalResource: 'leads', connecId: 'c-9', externalId: '9' }),
    ])
    expect(await due()).toEqual(['by-external', 'by-connec'])
    expect(await due(true)).toEqual(['by-external', 'by-connec', 'elsewhere'])
  })

  test('a failed record is due when its next attempt has come, page by page', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    await store.pending.save([
      parked(linkId, '1', { state: 'failed', nextAttemptAt: 100 }),
      parked(linkId, '2', { state: 'failed', nextAttemptAt: 101 }),
      parked(linkId, '3', { state: 'failed', nextAttemptAt: 50 }),
      parked(linkId, '4', { state: 'dead', nextAttemptAt: null }),
      parked(linkId, '5', { state: 'failed', nextAttemptAt: 50, side: 'connec' }),
      parked(linkId, '6', { state: 'failed', nextAttemptAt: 50, entity: 'item' }),
    ])
    const filter = { entity: 'person', side: 'external', now: 100, limit: 1 } as const
    const first = await store.pending.due(linkId, filter)
    const second = await store.pending.due(linkId, { ...filter, after: first.next })
    expect([...first.rows, ...second.rows].map(({ recordId }) => recordId)).toEqual(['1', '3'])
    expect(second.next).toBeUndefined()
  })

  test('a person retries and ignores; ignored stays ignored until the record changes', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    await store.pending.save([
      parked(linkId, '1', { state: 'dead', attempts: 8 }),
      parked(linkId, '2', { state: 'failed', nextAttemptAt: 5 }),
      parked(linkId, '3'),
    ])
    const { rows, next } = await store.pending.list(linkId, { limit: 10 })
    expect(next).toBeUndefined()
    const idOf = (recordId: string) => rows.find((row) => row.recordId === recordId)?.id ?? ''
    await store.pending.retry([idOf('1'), idOf('3')], 40)
    await store.pending.ignore([idOf('2')])
    const filter = { entity: 'person', side: 'external', now: 50, limit: 10 } as const
    const due = await store.pending.due(linkId, filter)
    expect(due.rows.map(({ recordId, state, attempts }) => [recordId, state, attempts])).toEqual([
      ['1', 'failed', 0],
      ['3', 'parked', 0],
    ])
    expect(await store.pending.counts(linkId)).toEqual({ parked: 1, failed: 1, dead: 0, ignored: 1 })
    await store.pending.save([parked(linkId, '2', { state: 'failed', nextAttemptAt: 5 })])
    expect((await store.pending.list(linkId, { state: 'ignored', limit: 5 })).rows).toHaveLength(1)
    await store.pending.save([parked(linkId, '2', { state: 'failed', nextAttemptAt: 5, fingerprint: 'f2' })])
    expect((await store.pending.list(linkId, { state: 'ignored', limit: 5 })).rows).toEqual([])
  })

  test('a decision about a record stands until the record was tried again', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    await store.pending.save([parked(linkId, '1', { state: 'dead', class: 'ambiguous' })])
    const [kept] = await store.pending.byRecords(linkId, personPair, 'external', ['1'])
    const decision = { kind: 'adopt', id: 'c-9' } as const
    const decided = await store.pending.decide(kept?.id ?? '', decision, 7)
    expect(decided).toMatchObject({ state: 'failed', nextAttemptAt: 7, decision })
    expect(await store.pending.decided(linkId, 'person')).toEqual([decided])
    expect(await store.pending.decided(linkId, 'item')).toEqual([])
    expect(await store.pending.byId(kept?.id ?? '')).toEqual(decided)
    await store.pending.retry([kept?.id ?? ''], 99)
    expect(await store.pending.byId(kept?.id ?? '')).toMatchObject({ nextAttemptAt: 7 })
    await store.pending.save([parked(linkId, '1', { state: 'dead', class: 'ambiguous' })])
    expect(await store.pending.decided(linkId, 'person')).toEqual([])
    expect(await store.pending.decide('nobody', decision, 7)).toBeUndefined()
  })
}
