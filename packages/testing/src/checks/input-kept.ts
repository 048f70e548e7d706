import fc from 'fast-check'
import { expect } from 'vitest'
import { checkPair } from '../check.js'
import { applicationRecords, connecRecords } from '../values/generated-records.js'

export const inputKept = checkPair({
  name: 'mapping a record never changes it',
  async run({ mapper }, kit) {
    await using session = kit.start()
    const context = await session.contextOf(mapper)
    fc.assert(
      fc.property(applicationRecords(mapper, kit), connecRecords(mapper, kit), (external, connec) => {
        const before = structuredClone({ external, connec })
        mapper.toConnec(external, context)
        mapper.toExternal(connec, context)
        expect({ external, connec }).toEqual(before)
      }),
      { numRuns: 30 },
    )
  },
})
