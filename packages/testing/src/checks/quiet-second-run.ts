import { expect } from 'vitest'
import { checkConnector } from '../check.js'
import { canBeShared, fillBothSides } from '../two-way/fill-both-sides.js'
import { linkCompany } from '../two-way/linked-company.js'

export const quietSecondRun = checkConnector({
  name: 'a second synchronization writes nothing, nor does a full one',
  applies: canBeShared,
  async run(connector, kit) {
    await using session = kit.start()
    await using company = await linkCompany(connector, session)
    await fillBothSides(kit, session, company)
    await company.run()
    for (const options of [{}, { full: true }]) {
      const { totals, entities } = await company.run(options)
      const written = Object.values(entities)
        .flat()
        .filter(({ outcome }) => outcome === 'wrote')
      expect(written).toEqual([])
      expect(totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0 })
    }
  },
})
