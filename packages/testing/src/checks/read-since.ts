import { expect } from 'vitest'
import { checkResource } from '../check.js'
import { canBeFilled, fillStore, storedId, storeOf } from '../records/fill-store.js'
import { idsOf, readList } from '../records/read-list.js'

const HOUR_MS = 3_600_000

export const readSince = checkResource({
  name: 'with since, what changed at or after it is read, and nothing older',
  applies: (resource, kit) =>
    resource.since === false
      ? `${resource.name} cannot be asked for what changed (since: false)`
      : canBeFilled(resource, kit),
  async run(resource, kit) {
    await using session = kit.start()
    const { clock } = session.simulator
    const store = storeOf(session, resource)
    const [touched = '', ...old] = fillStore(kit, session, resource, 4)
    clock.advance(HOUR_MS)
    const since = new Date(Math.floor(clock.now().getTime() / 1_000) * 1_000)
    const added = fillStore(kit, session, resource, 3)
    store.update(storedId(store, touched), {})

    const records = await readList(session, resource, { since })
    expect(idsOf(records)).toEqual(expect.arrayContaining([touched, ...added]))
    // an API without moments cannot filter by them
    if (records.some(({ updatedAt }) => updatedAt !== null))
      expect(idsOf(records).filter((id) => old.includes(id))).toEqual([])
  },
})
