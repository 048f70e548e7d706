import { expect } from 'vitest'
import { checkResource } from '../check.js'
import { canBeFilled, fillStore, storedId, storeOf } from '../records/fill-store.js'
import { readList } from '../records/read-list.js'

export const changeWhileReading = checkResource({
  name: 'what changes while a list is read is found by this reading or the next',
  applies: canBeFilled,
  async run(resource, kit) {
    await using session = kit.start()
    const { clock } = session.simulator
    const store = storeOf(session, resource)
    const ids = fillStore(kit, session, resource, 7)
    clock.advance(60_000)
    const begun = clock.now()
    const added: string[] = []

    const change = (page: number) => {
      if (page > 3) return
      clock.advance(1_000)
      for (const id of [ids[0] ?? '', ids[5] ?? '']) store.update(storedId(store, id), {})
      added.push(...fillStore(kit, session, resource, 1))
    }
    const first = await readList(session, resource, { afterPage: change })
    const next = await readList(session, resource, { since: begun })

    const seen = new Map([...first, ...next].map(({ id, updatedAt }) => [id, updatedAt]))
    expect([...seen.keys()]).toEqual(expect.arrayContaining([...ids, ...added]))
    for (const record of store.all()) {
      const updatedAt = seen.get(String(record.id))
      if (updatedAt) expect([record.id, updatedAt]).toEqual([record.id, new Date(record.updated_at)])
    }
  },
})
