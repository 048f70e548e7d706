import { ExternalApiError } from '@duet/core'
import type { Fault } from '@duet/simulator'
import { expect } from 'vitest'
import { checkResource } from '../check.js'
import { canBeFilled, fillStore } from '../records/fill-store.js'
import { readList } from '../records/read-list.js'

const troubles: readonly Fault['do'][] = [
  { kind: 'status', status: 403 },
  { kind: 'status', status: 500 },
  { kind: 'refused' },
]

export const outage = checkResource({
  name: 'a list that cannot be read is an error, never an empty page or an end',
  async run(resource, kit) {
    await using session = kit.start()
    if (canBeFilled(resource, kit) === true) fillStore(kit, session, resource, 5)
    let pages = 0
    await readList(session, resource, {
      afterPage: (page) => {
        pages = page
      },
    })
    for (const trouble of troubles) {
      // A list in one piece has no second request to go wrong.
      for (const after of pages > 1 ? [0, 1] : [0]) {
        const mend = session.simulator.faults.add({ after, do: trouble })
        await expect(readList(session, resource), `page ${after + 1}`).rejects.toBeInstanceOf(
          ExternalApiError,
        )
        mend()
      }
    }
  },
})
