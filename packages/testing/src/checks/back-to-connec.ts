import type { PlainRecord } from '@duet/core'
import fc from 'fast-check'
import { expect } from 'vitest'
import { checkPair } from '../check.js'
import { applicationIds, connecRecords } from '../values/generated-records.js'
import { lawfulRows, lostLeaves } from '../values/lost-leaves.js'
import { canBeWritten, overApplication, overHub } from '../values/over-wire.js'

export const backToConnec = checkPair({
  name: 'what the hub says comes back unchanged over the application',
  async run({ mapper }, kit) {
    await using session = kit.start()
    const context = await session.contextOf(mapper)
    const paths = lawfulRows(mapper).map(({ connec }) => connec)
    const there = (record: PlainRecord) => mapper.toExternal(record, context)
    fc.assert(
      fc.property(connecRecords(mapper, kit), applicationIds(mapper), (record, id) => {
        const draft = there(record)
        fc.pre(canBeWritten(mapper.external, draft))
        const application = overApplication(mapper.external, draft, id)
        const back = overHub(mapper.connec, mapper.toConnec(application, context), record.id)
        expect(lostLeaves({ record, back, paths, there })).toEqual([])
      }),
    )
  },
})
