import { fillBlanks, type PlainRecord, routedMappers } from '@duet/core'
import fc from 'fast-check'
import { expect } from 'vitest'
import { checkPair } from '../check.js'
import { applicationRecords, connecRecords } from '../values/generated-records.js'

export const kindKept = checkPair({
  name: 'a record that went to the other side is routed back to where it came from',
  async run({ entity, mapper }, kit) {
    await using session = kit.start()
    const context = await session.contextOf(mapper)
    const { connec, external, onCreate } = mapper
    const toExternal = (record: PlainRecord) =>
      routedMappers(entity, { side: 'connec', resource: connec.name, record })
    const toConnec = (record: PlainRecord) =>
      routedMappers(entity, { side: 'external', resource: external.name, record })

    // some kinds are told by what a record lacks: a lead without a last name is an organization
    const partlyFilled = applicationRecords(mapper, kit)
    const filled = applicationRecords(mapper, { ...kit, full: true })
    if (!fc.sample(fc.oneof(filled, partlyFilled), 500).some((record) => toConnec(record).includes(mapper)))
      throw new Error(
        `no record made up for ${external.name} is routed to ${connec.name}: a field that tells its kinds apart takes words of its own. Name them in the option "values" of testConnector: { ${external.name}: { kind: ['…', '…'] } }`,
      )
    fc.assert(
      fc.property(fc.oneof(filled, partlyFilled), (record) => {
        fc.pre(toConnec(record).includes(mapper))
        const created = fillBlanks(mapper.toConnec(record, context), onCreate.connec)
        expect(toExternal(created)).toContain(mapper)
      }),
    )
    fc.assert(
      fc.property(connecRecords(mapper, { ...kit, full: true }), (record) => {
        fc.pre(toExternal(record).includes(mapper))
        const created = fillBlanks(mapper.toExternal(record, context), onCreate.external)
        expect(toConnec(created)).toContain(mapper)
      }),
    )
  },
})
