import { expect } from 'vitest'
import { checkResource } from '../check.js'
import { canBeFilled, fillStore, storeOf } from '../records/fill-store.js'
import { idsOf, readList } from '../records/read-list.js'

export const wholeList = checkResource({
  name: 'a list is read to its end, every record once',
  applies: canBeFilled,
  async run(resource, kit) {
    await using session = kit.start()
    fillStore(kit, session, resource, 7)
    const stored = storeOf(session, resource).all()
    const read = idsOf(await readList(session, resource))
    expect(read.toSorted()).toEqual(stored.map(({ id }) => String(id)).toSorted())
  },
})
