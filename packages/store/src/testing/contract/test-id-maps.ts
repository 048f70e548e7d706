import { expect, test } from 'vitest'
import { DuplicateIdError } from '../../errors.js'
import type { IdMap } from '../../id-map.js'
import { linkIn } from '../link-in.js'
import { idMapOf, personPair } from './id-map-of.js'
import type { OpenStore } from './open-store.js'

/** Id maps: both unique ids, look-ups by page, lists. */
export function testIdMaps(open: OpenStore): void {
  test('an id map comes back with every value it was saved with', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const idMap = idMapOf(linkId, {
      connecId: 'c-1',
      externalId: '900719925474099312345',
      label: "Zoë “the 猫” O'Neil 🐈 \\ % _",
      receipts: { connec: 'aa', external: null },
      base: {
        connec: { name: 'Zoë', 'address.city': null, tags: ['a', 'b'], price: 12.5, big: 4_294_967_296_123 },
        external: { active: false, nested: { deep: [1, { x: true }] } },
      },
      pushedAt: { connec: 1_764_000_000_123, external: null },
      optedOut: { toConnec: true, toExternal: false },
      inactive: true,
      message: 'line one\nline two',
      metadata: { anything: ['goes', null, { here: 1 }] },
      firstSeenAt: 1_764_000_000_123,
      updatedAt: 9_007_199_254_740_991,
    })
    await store.idMaps.save([idMap])
    expect(await store.idMaps.byConnecIds(linkId, personPair, ['c-1'])).toEqual([idMap])
    const changed = { ...idMap, base: null, inactive: false, message: null, metadata: {} }
    await store.idMaps.save([changed])
    expect(await store.idMaps.byExternalIds(linkId, personPair, [idMap.externalId ?? ''])).toEqual([changed])
  })

  test('a label no database could hold does not stop the page it stands on', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    await store.idMaps.save([
      idMapOf(linkId, { connecId: 'c-1', label: 'a\0b \uD800', base: { connec: { a: '\0' }, external: {} } }),
    ])
    const [found] = await store.idMaps.byConnecIds(linkId, personPair, ['c-1'])
    expect(found).toMatchObject({ label: 'a\uFFFDb \uFFFD', base: { connec: { a: '\0' } } })
  })

  test('ids and labels of any characters come back as they were', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const ids = ['', '\u001D', 'a\u001Eb', '\u001F', '\u0001\t', 'Łódź', '🐈', "{a,'b'}", '\\N', 'null']
    const rows = ids.map((id, at) => idMapOf(linkId, { connecId: `c-${at}`, externalId: id, label: id }))
    for (const row of rows) await store.idMaps.save([row])
    await store.idMaps.save(rows)
    const byId = (found: IdMap[]) => found.sort((one, other) => (one.id < other.id ? -1 : 1))
    expect(byId(await store.idMaps.byExternalIds(linkId, personPair, ids))).toEqual(rows)
    const others = ['x', 'y', 'z', '\uD800', 'Łódź']
    expect(await store.idMaps.byExternalIds(linkId, personPair, others)).toEqual([rows[5]])
    expect(await store.idMaps.byExternalIds(linkId, personPair, others.toSpliced(3, 1))).toEqual([rows[5]])
    for (const row of rows) {
      expect(await store.idMaps.byExternalIds(linkId, personPair, [row.externalId ?? ''])).toEqual([row])
    }
  })

  test('an id map made from one side is found by either id and completed, not doubled (A7)', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const seen = idMapOf(linkId, { externalId: '21' })
    await store.idMaps.save([seen])
    const [found] = await store.idMaps.byExternalIds(linkId, personPair, ['21'])
    expect(found).toEqual(seen)
    await store.idMaps.save([{ ...seen, connecId: 'c-21' }])
    expect(await store.idMaps.byConnecIds(linkId, personPair, ['c-21'])).toEqual([
      { ...seen, connecId: 'c-21' },
    ])
    expect(await store.idMaps.count(linkId)).toBe(1)
    // The same after the application gave the record another id.
    await store.idMaps.save([{ ...seen, connecId: 'c-21', externalId: '22' }])
    expect(await store.idMaps.byExternalIds(linkId, personPair, ['21'])).toEqual([])
    expect(await store.idMaps.byEitherId(linkId, 'c-21')).toHaveLength(1)
  })

  test('two writers at once cannot make two id maps of one record (A9)', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => store.idMaps.save([idMapOf(linkId, { externalId: '7' })])),
    )
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(3)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(DuplicateIdError)
    expect(await store.idMaps.count(linkId)).toBe(1)
  })

  test('a clash names link, pair, side and id, and nothing of the list is saved', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    await store.idMaps.save([idMapOf(linkId, { connecId: 'c-1', externalId: 'e, 1' })])
    const clashing = [
      idMapOf(linkId, { connecId: 'c-2', externalId: 'e-2' }),
      idMapOf(linkId, { connecId: 'c-3', externalId: 'e, 1' }),
    ]
    await expect(store.idMaps.save(clashing)).rejects.toMatchObject({
      name: 'DuplicateIdError',
      code: 'duplicate_id',
      linkId,
      pair: personPair,
      side: 'external',
      recordId: 'e, 1',
    })
    await expect(store.idMaps.save([idMapOf(linkId, { connecId: 'c-1' })])).rejects.toMatchObject({
      side: 'connec',
      recordId: 'c-1',
    })
    const twice = [idMapOf(linkId, { connecId: 'c-9' }), idMapOf(linkId, { connecId: 'c-9' })]
    await expect(store.idMaps.save(twice)).rejects.toMatchObject({ side: 'connec', recordId: 'c-9' })
    expect(await store.idMaps.count(linkId)).toBe(1)
  })

  test('the same ids in another pair or link do not clash', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const { id: otherLinkId } = await linkIn(store)
    const ids = { connecId: 'c-1', externalId: '1' }
    await store.idMaps.save([
      idMapOf(linkId, ids),
      idMapOf(linkId, { ...ids, externalResource: 'leads' }),
      idMapOf(linkId, { ...ids, connecResource: 'organization' }),
      idMapOf(otherLinkId, ids),
    ])
    expect(await store.idMaps.byConnecIds(linkId, personPair, ['c-1'])).toHaveLength(1)
    expect(await store.idMaps.byEitherId(linkId, '1')).toHaveLength(3)
  })

  test('a transaction goes on after a clash it has caught', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    await store.idMaps.save([idMapOf(linkId, { connecId: 'c-1' })])
    await store.transaction(async (tx) => {
      await tx.idMaps.save([idMapOf(linkId, { connecId: 'c-2' })])
      await expect(tx.idMaps.save([idMapOf(linkId, { connecId: 'c-1' })])).rejects.toThrow(DuplicateIdError)
      await tx.idMaps.save([idMapOf(linkId, { connecId: 'c-3' })])
    })
    expect(await store.idMaps.byConnecIds(linkId, personPair, ['c-1', 'c-2', 'c-3'])).toHaveLength(3)
  })

  test('more rows than a statement carries are saved, found and resolved', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const rows = Array.from({ length: 620 }, (_, n) =>
      idMapOf(linkId, { connecId: `c-${n}`, externalId: n % 2 === 0 ? `${n}` : null }),
    )
    await store.idMaps.save(rows)
    const connecIds = rows.map(({ connecId }) => connecId ?? '')
    expect(await store.idMaps.byConnecIds(linkId, personPair, [...connecIds, ...connecIds])).toHaveLength(620)
    const externalIds = await store.idMaps.externalIdsOf(linkId, { connecResource: 'person', connecIds })
    expect(externalIds.size).toBe(310)
    expect(externalIds.get('c-618')).toBe('618')
    const resolved = await store.idMaps.connecIdsOf(linkId, {
      connecResource: 'person',
      externalIds: [...externalIds.values(), 'unknown'],
    })
    expect(resolved.size).toBe(310)
    expect(resolved.get('0')).toBe('c-0')
    await store.idMaps.remove(rows.slice(0, 600).map(({ id }) => id))
    expect(await store.idMaps.count(linkId)).toBe(20)
  })

  test('a list is searched and filtered, page by page', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const zoe = idMapOf(linkId, { connecId: 'c-1', externalId: '1', label: 'ZOË Müller' })
    const adam = idMapOf(linkId, { connecId: 'c-2', label: 'Adam 100%' })
    const item = idMapOf(linkId, { entity: 'item', connecId: 'c-3', externalId: '3', inactive: true })
    await store.idMaps.save([zoe, adam, item])
    const list = async (filter: object) =>
      (await store.idMaps.list(linkId, { limit: 10, ...filter })).rows.map(({ id }) => id)
    expect(await list({})).toEqual([zoe.id, adam.id, item.id])
    expect(await list({ search: 'zoë MÜL' })).toEqual([zoe.id])
    expect(await list({ search: 'C-2' })).toEqual([adam.id])
    expect(await list({ search: '100%' })).toEqual([adam.id])
    expect(await list({ search: '_' })).toEqual([])
    expect(await list({ entity: 'item' })).toEqual([item.id])
    expect(await list({ state: 'shared' })).toEqual([zoe.id])
    expect(await list({ state: 'incomplete' })).toEqual([adam.id])
    expect(await list({ state: 'inactive' })).toEqual([item.id])
    const first = await store.idMaps.list(linkId, { limit: 2 })
    expect(first).toEqual({ rows: [zoe, adam], next: adam.id })
    expect(await store.idMaps.list(linkId, { limit: 2, after: first.next })).toEqual({ rows: [item] })
    expect(await store.idMaps.count(linkId, { entity: 'item' })).toBe(1)
    expect(await store.idMaps.count(linkId, { search: 'zoë MÜL', state: 'shared' })).toBe(1)
    expect(await store.idMaps.count(linkId, { search: '_' })).toBe(0)
  })
}
