import type { PlainRecord } from '@duet/core'
import fc from 'fast-check'
import { expect } from 'vitest'
import { checkPair } from '../check.js'
import { applicationRecords } from '../values/generated-records.js'
import { lawfulRows, lostLeaves } from '../values/lost-leaves.js'
import { overApplication, overHub } from '../values/over-wire.js'

export const backToExternal = checkPair({
  name: 'what the application says comes back unchanged over the hub',
  async run({ mapper }, kit) {
    await using session = kit.start()
    const context = await session.contextOf(mapper)
    const paths = lawfulRows(mapper).map(({ external }) => external)
    const there = (record: PlainRecord) => mapper.toConnec(record, context)
    fc.assert(
      fc.property(applicationRecords(mapper, kit), (record) => {
        const hub = overHub(mapper.connec, there(record), 'c-1')
        const back = overApplication(mapper.external, mapper.toExternal(hub, context), record.id)
        expect(lostLeaves({ record, back, paths, there })).toEqual([])
      }),
    )
  },
})
