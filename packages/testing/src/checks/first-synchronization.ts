import { expect } from 'vitest'
import { checkConnector, nameOfPair } from '../check.js'
import { idsOf, readList } from '../records/read-list.js'
import { canBeShared, fillBothSides } from '../two-way/fill-both-sides.js'
import { linkCompany } from '../two-way/linked-company.js'

export const firstSynchronization = checkConnector({
  name: 'the first synchronization shares the records of both sides',
  applies: canBeShared,
  async run(connector, kit) {
    await using session = kit.start()
    await using company = await linkCompany(connector, session)
    const { atApplication, atHub } = await fillBothSides(kit, session, company)
    await company.run()

    for (const [pair, id] of atApplication) {
      const known = (await company.hubRecords(pair.mapper.connec, pair.mapper.external.idScope)).flatMap(
        ({ externalIds }) => externalIds,
      )
      expect(known, `${nameOfPair(pair.mapper)}: ids known at the hub`).toContain(id)
    }
    for (const [pair, connecId] of atHub) {
      const shared = (await company.hubRecords(pair.mapper.connec, pair.mapper.external.idScope)).find(
        (record) => record.connecId === connecId,
      )
      const [id] = shared?.externalIds ?? []
      const there = idsOf(await readList(session, pair.mapper.external))
      expect(there, `${nameOfPair(pair.mapper)}: ids at the application`).toContain(id)
    }
  },
})
