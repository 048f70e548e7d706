import { expect } from 'vitest'
import { checkResource } from '../check.js'
import { canBeFilled, fillStore } from '../records/fill-store.js'
import { readList } from '../records/read-list.js'

export const waitedOut = checkResource({
  name: 'too many requests (429) and a server in trouble (503) are waited out',
  async run(resource, kit) {
    await using session = kit.start()
    const { faults } = session.simulator
    if (canBeFilled(resource, kit) === true) fillStore(kit, session, resource, 3)
    const undisturbed = await readList(session, resource)

    const headers = { 'retry-after': '7' }
    faults.add({ times: 2, do: { kind: 'status', status: 429, headers } })
    expect(await readList(session, resource)).toEqual(undisturbed)
    expect(session.waits.filter((ms) => ms >= 7_000)).toHaveLength(2)

    faults.add({ times: 2, do: { kind: 'status', status: 503 } })
    expect(await readList(session, resource)).toEqual(undisturbed)
    expect(session.waits).toHaveLength(4)
  },
})
