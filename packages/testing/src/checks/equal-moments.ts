import { expect } from 'vitest'
import { checkResource } from '../check.js'
import { canBeFilled, fillStore, storedId, storeOf } from '../records/fill-store.js'
import { idsOf, readList } from '../records/read-list.js'

export const equalMoments = checkResource({
  name: 'records of one moment are all read, also across the edge of a page',
  applies: canBeFilled,
  async run(resource, kit) {
    await using session = kit.start()
    const store = storeOf(session, resource)
    const moment = new Date(Math.ceil(session.simulator.clock.now().getTime() / 1_000) * 1_000 + 60_000)
    const updated_at = moment.toISOString().replace('.000Z', 'Z')
    session.simulator.clock.set(moment.getTime() + 60_000)
    const ids = fillStore(kit, session, resource, 7)
    for (const id of ids) store.update(storedId(store, id), { updated_at })
    const read = idsOf(await readList(session, resource, { since: moment }))
    expect(read.filter((id) => ids.includes(id)).toSorted()).toEqual(ids.toSorted())
  },
})
