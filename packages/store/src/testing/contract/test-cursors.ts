import { expect, test } from 'vitest'
import type { Cursor } from '../../cursors.js'
import { linkIn } from '../link-in.js'
import type { OpenStore } from './open-store.js'

const cursorOf = (linkId: string, changes: Partial<Cursor> = {}): Cursor => ({
  linkId,
  entity: 'person',
  side: 'external',
  resource: 'contacts',
  phase: 'delta',
  since: null,
  checkpoint: null,
  updatedAt: 1,
  ...changes,
})

/** Cursors: monotonic, and on their own. */
export function testCursors(open: OpenStore): void {
  test('since never goes back, the checkpoint does what it is told', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const saveAndRead = async (changes: Partial<Cursor>) => {
      await store.cursors.save([cursorOf(linkId, changes)])
      return (await store.cursors.read(linkId))[0]
    }
    expect(await saveAndRead({ phase: 'backfill', checkpoint: 'page=2' })).toEqual(
      cursorOf(linkId, { phase: 'backfill', checkpoint: 'page=2' }),
    )
    expect(await saveAndRead({ since: 1_764_000_000_000 })).toEqual(
      cursorOf(linkId, { since: 1_764_000_000_000 }),
    )
    expect(await saveAndRead({ since: 5, checkpoint: 'x', updatedAt: 2 })).toEqual(
      cursorOf(linkId, { since: 1_764_000_000_000, checkpoint: 'x', updatedAt: 2 }),
    )
    expect(await saveAndRead({ since: null })).toMatchObject({ since: 1_764_000_000_000, checkpoint: null })
    expect(await saveAndRead({ since: 1_764_000_000_001 })).toMatchObject({ since: 1_764_000_000_001 })
  })

  test('each entity, side and resource has its own, and can be reset by itself', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    await store.cursors.save([
      cursorOf(linkId, { since: 1 }),
      cursorOf(linkId, { since: 2, side: 'connec', resource: 'person' }),
      cursorOf(linkId, { since: 3, entity: 'item', resource: 'products' }),
      cursorOf(linkId, { since: 4, entity: 'item', resource: 'products' }),
    ])
    expect((await store.cursors.read(linkId)).map(({ since }) => since)).toEqual([4, 2, 1])
    await store.cursors.reset(linkId, { entity: 'person' })
    expect((await store.cursors.read(linkId)).map(({ since }) => since)).toEqual([4])
    await store.cursors.reset(linkId)
    expect(await store.cursors.read(linkId)).toEqual([])
  })

  test('a cursor outlives any number of failed runs (A25)', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    await store.cursors.save([cursorOf(linkId, { since: 77 })])
    for (let now = 1; now <= 105; now += 1) {
      const run = await store.runs.start({
        linkId,
        trigger: 'schedule',
        options: {},
        owner: 'w',
        now,
        leaseMs: 1,
      })
      if (run !== undefined)
        await store.runs.finish(run.id, run.lease.token, { status: 'failed', error: 'down', now })
    }
    expect(await store.runs.list(linkId, { limit: 200 })).toHaveLength(105)
    expect((await store.cursors.read(linkId))[0]?.since).toBe(77)
  })
}
