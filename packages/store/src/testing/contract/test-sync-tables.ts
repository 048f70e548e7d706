import { expect, test } from 'vitest'
import type { StagedRecord } from '../../staged-records.js'
import { linkIn } from '../link-in.js'
import { personPair } from './id-map-of.js'
import type { OpenStore } from './open-store.js'

/** Traces, intents, announcements, staged records, conflicts and requests. */
export function testSyncTables(open: OpenStore): void {
  test('the last decisions about a record are found by either id and pruned by record', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const trace = {
      linkId,
      runId: null,
      entity: 'person',
      pair: personPair,
      side: 'external',
      connecId: 'c-1',
      externalId: '1',
      outcome: 'skipped',
      reason: 'unchanged',
      detail: null,
    } as const
    await store.traces.add([1, 2, 3, 4].map((at) => ({ ...trace, at })))
    await store.traces.add([{ ...trace, connecId: null, externalId: '2', at: 1, detail: 'No e-mail' }])
    const of = async (id: string, limit = 10) =>
      (await store.traces.of(linkId, id, limit)).map(({ at }) => at)
    expect(await of('c-1', 2)).toEqual([4, 3])
    expect(await of('1')).toEqual([4, 3, 2, 1])
    await store.traces.prune(linkId, 2)
    expect(await of('1')).toEqual([4, 3])
    expect(await store.traces.of(linkId, '2', 5)).toMatchObject([{ pair: personPair, detail: 'No e-mail' }])
  })

  test('whatever JSON an intent keeps comes back as it was', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const payloads = [
      { says: '{"a": "b\\\\n"}', 'a key "quoted"': [1, null, 'Zoë \n ☃'] },
      ['[', { deep: {} }],
      '{ looks like an object',
      '[',
      '',
      'null',
      null,
      0.1,
      false,
      {},
    ]
    const intents = payloads.map((payload, at) => ({
      linkId,
      entity: 'person',
      pair: personPair,
      side: 'external' as const,
      sourceId: `{"c": ${at}}`,
      payload,
      createdAt: 5,
    }))
    const opened = await store.intents.open(intents)
    const found = await store.intents.listOpen(linkId, 'person')
    expect(found).toEqual(opened)
    expect(found.map(({ payload }) => payload)).toEqual(payloads)
  })

  test('an intent stays open until it is closed or found ambiguous', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const intent = {
      linkId,
      entity: 'person',
      pair: personPair,
      side: 'external',
      payload: { name: 'Zoë' },
      createdAt: 5,
    } as const
    const [first, second, third] = await store.intents.open(
      ['c-1', 'c-2', 'c-3'].map((sourceId) => ({ ...intent, sourceId })),
    )
    if (!first || !second || !third) throw new Error('An intent was not opened')
    expect(await store.intents.listOpen(linkId, 'person')).toEqual([first, second, third])
    await store.intents.close([first.id])
    await store.intents.markAmbiguous([third.id])
    expect(await store.intents.listOpen(linkId, 'person')).toEqual([second])
    expect(await store.intents.listOpen(linkId, 'item')).toEqual([])
    expect(await store.intents.listOpen(linkId, 'person', { limit: 9, after: second.id })).toEqual([])
    expect(await store.intents.countOpen(linkId, 'person')).toBe(1)
    const sources = await store.intents.bySources(linkId, personPair, ['c-2', 'c-3', 'c-4'])
    expect(sources.map(({ sourceId, state }) => [sourceId, state])).toEqual([
      ['c-2', 'open'],
      ['c-3', 'ambiguous'],
    ])
  })

  test('announcements come in order of creation; one that fails says why', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const announcement = {
      linkId,
      entity: 'person',
      connecResource: 'person',
      body: { id: ['x'] },
      createdAt: 1,
    }
    await store.announcements.add(['c-1', 'c-2'].map((connecId) => ({ ...announcement, connecId })))
    const [first] = await store.announcements.due(linkId, { limit: 1 })
    await store.announcements.failed([{ id: first?.id ?? '', message: '503' }])
    const due = await store.announcements.due(linkId, { limit: 10 })
    expect(due.map(({ connecId, attempts, message }) => [connecId, attempts, message])).toEqual([
      ['c-1', 1, '503'],
      ['c-2', 0, null],
    ])
    expect(await store.announcements.due(linkId, { limit: 10, after: first?.id })).toEqual(due.slice(1))
    await store.announcements.remove(due.map(({ id }) => id))
    expect(await store.announcements.due(linkId, { limit: 10 })).toEqual([])
  })

  test('staged records are replaced, taken by either id, paged and cleared', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const place = { side: 'connec', resource: 'person' } as const
    const staged = (recordId: string, changes: Partial<StagedRecord> = {}): StagedRecord => ({
      linkId,
      entity: 'person',
      ...place,
      recordId,
      peerId: null,
      payload: { id: recordId },
      recordUpdatedAt: null,
      ...changes,
    })
    const replaced = staged('b', { peerId: '2', payload: [1], recordUpdatedAt: 1_764_000_000_000 })
    await store.staged.save([staged('a', { peerId: '1' }), staged('b'), staged('B'), replaced])
    await store.staged.save([staged('c'), staged('x', { side: 'external', resource: 'contacts' })])
    expect(await store.staged.add([staged('b'), staged('c'), staged('d'), staged('d')])).toEqual(['d'])
    await store.staged.remove([staged('d')])
    const take = (wanted: object) => store.staged.take(linkId, 'person', { ...place, ...wanted })
    expect(await take({ recordIds: ['b', 'nobody'] })).toEqual([replaced])
    expect((await take({ recordIds: ['a'], peerIds: ['1', '2'] })).map(({ recordId }) => recordId)).toEqual([
      'a',
      'b',
    ])
    // Upper case before lower case on both databases.
    const first = await store.staged.page(linkId, 'person', { ...place, limit: 3 })
    expect(first.rows.map(({ recordId }) => recordId)).toEqual(['B', 'a', 'b'])
    const second = await store.staged.page(linkId, 'person', { ...place, limit: 3, after: first.next })
    expect(second).toEqual({ rows: [staged('c')] })
    expect(await store.staged.count(linkId, 'person')).toBe(5)
    expect(await store.staged.count(linkId, 'person', place)).toBe(4)
    await store.staged.remove([staged('a'), staged('c')])
    expect(await take({})).toHaveLength(2)
    await store.staged.clear(linkId, 'item')
    await store.staged.clear(linkId)
    expect(await take({})).toEqual([])
  })

  test('a conflict keeps both values and is resolved by a person', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const conflict = {
      linkId,
      runId: null,
      entity: 'person',
      pair: personPair,
      connecId: 'c-1',
      externalId: '1',
      field: 'name',
      base: null,
      connecValue: 'Zoë',
      externalValue: { first: 'Zoe' },
      policy: 'manual',
      winner: null,
      state: 'open',
      at: 3,
    } as const
    const [first, second] = await store.conflicts.add([conflict, { ...conflict, connecId: 'c-2', at: 4 }])
    if (!first || !second) throw new Error('A conflict was not added')
    expect(await store.conflicts.list(linkId, { limit: 1 })).toEqual({ rows: [second], next: second.id })
    expect(await store.conflicts.list(linkId, { limit: 1, after: second.id })).toEqual({ rows: [first] })
    expect(await store.conflicts.resolve(first.id, 'external')).toEqual({
      ...first,
      winner: 'external',
      state: 'decided',
    })
    expect((await store.conflicts.list(linkId, { state: 'open', limit: 5 })).rows).toEqual([second])
    expect((await store.conflicts.list(linkId, { connecId: 'c-1', limit: 5 })).rows).toHaveLength(1)
    expect(await store.conflicts.resolve('nobody', 'connec')).toBeUndefined()
    expect(await store.conflicts.byId(second.id)).toEqual(second)
  })

  test('decided conflicts from before a time are deleted; one that waits for a person stays', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const { id: otherId } = await linkIn(store)
    const conflict = {
      ...({
        linkId,
        runId: null,
        entity: 'person',
        pair: personPair,
        connecId: 'c-1',
        externalId: '1',
      } as const),
      ...({ base: null, connecValue: 'Zoë', externalValue: 'Zoe', policy: 'newest' } as const),
    }
    const decided = { ...conflict, winner: 'connec', state: 'decided' } as const
    await store.conflicts.add([
      { ...decided, field: 'old', at: 9 },
      { ...decided, field: 'newer', at: 10 },
      { ...conflict, field: 'waiting', winner: null, state: 'open', at: 1 },
      { ...decided, field: 'of another link', linkId: otherId, at: 1 },
    ])
    expect(await store.conflicts.prune(linkId, 10)).toBe(1)
    const fieldsOf = async (id: string) =>
      (await store.conflicts.list(id, { limit: 9 })).rows.map(({ field }) => field).toSorted()
    expect(await fieldsOf(linkId)).toEqual(['newer', 'waiting'])
    expect(await fieldsOf(otherId)).toEqual(['of another link'])
    expect(await store.conflicts.prune(linkId, 10)).toBe(0)
  })

  test('a conflict that is stored already is not stored twice', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const conflict = {
      linkId,
      runId: null,
      entity: 'person',
      pair: personPair,
      connecId: 'c-1',
      externalId: '1',
      field: 'name',
      base: { first: 'Zo', last: 'B' },
      connecValue: 'Zoë',
      externalValue: 'Zoe',
      policy: 'newest',
      winner: 'connec',
      state: 'decided',
      at: 3,
    } as const
    expect(await store.conflicts.add([conflict])).toHaveLength(1)
    expect(await store.conflicts.add([{ ...conflict, at: 9 }])).toEqual([])
    expect(await store.conflicts.add([{ ...conflict, connecValue: 'Zoé' }])).toHaveLength(1)
    expect(await store.conflicts.add([{ ...conflict, winner: 'external' }])).toHaveLength(1)
    expect((await store.conflicts.list(linkId, { limit: 5 })).rows).toHaveLength(3)
  })

  test('requests wait until a run has done them', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const records = [{ side: 'connec', resource: 'person', ids: ['c-1'] }] as const
    const [run, changed] = await store.requests.add([
      {
        linkId,
        kind: 'run',
        trigger: 'manual',
        options: { full: true, only: ['person'] },
        records: [],
        at: 1,
      },
      {
        linkId,
        kind: 'records',
        trigger: 'notification',
        options: {},
        records: records.map((record) => ({ ...record, ids: [...record.ids] })),
        at: 2,
      },
    ])
    if (!run || !changed) throw new Error('A request was not added')
    expect(await store.requests.pendingFor(linkId)).toEqual([run, changed])
    await store.requests.remove([run.id])
    expect(await store.requests.pendingFor(linkId)).toEqual([changed])
  })

  test('what has become another record leads to where that one ends, in whatever order it is learnt', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const move = (recordId: string, toId: string, resource = 'contacts') => ({
      ...{ linkId, resource, recordId, toResource: 'contacts', toId, at: 1 },
    })
    const ends = async (resource: string, ids: string[]) =>
      (await store.moves.of(linkId, resource, ids)).map(({ recordId, toId }) => [recordId, toId])
    expect((await store.leftovers(linkId)).moves).toBe(false)
    await store.moves.save([move('21', '1', 'leads'), move('3', '4')])
    expect(await store.moves.save([move('1', '2'), move('2', '3')])).toMatchObject([
      { recordId: '1', toId: '4' },
      { recordId: '2', toId: '4' },
    ])
    expect(await ends('leads', ['21', '22'])).toEqual([['21', '4']])
    expect((await ends('contacts', ['1', '2', '3', '4'])).toSorted()).toEqual([
      ['1', '4'],
      ['2', '4'],
      ['3', '4'],
    ])
    expect(await store.moves.save([move('5', '6'), move('6', '5')])).toEqual([])
    expect((await store.leftovers(linkId)).moves).toBe(true)
  })
}
