import { readIds } from '@duet/connec-client'
import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkPair } from '../check.js'
import type { Kit, Pair } from '../kit.js'
import { canBeFilled, storedId, storeOf } from '../records/fill-store.js'
import { insertFixture, referencesOf } from '../records/insert-fixture.js'
import { createAtApplication } from '../two-way/create-at-application.js'
import { editAtApplication } from '../two-way/edit-at-application.js'
import { entitiesFor } from '../two-way/entities-for.js'
import { linkCompany } from '../two-way/linked-company.js'
import { recordAtHub } from '../two-way/record-at-hub.js'
import { valueAt } from '../values/leaves.js'
import { pairHasFixture } from './has-fixture.js'

export const references = checkPair({
  name: 'a reference leads to the same record on both sides',
  applies: (pair, kit) => {
    if (referencesOf(pair).length === 0) return `${pair.mapper.connec.name} maps no reference of its own`
    if (targetsOf(pair, kit).length === 0) return 'nothing it refers to can be put into the simulator'
    return pair.entity.push.connec === false ? 'it is never written to the hub' : pairHasFixture(pair)
  },
  async run(pair, kit) {
    await using session = kit.start()
    const entities = entitiesFor(kit.connector, pair)
    await using company = await linkCompany(kit.connector, session, { entities })
    const { external } = pair.mapper
    const id = await createAtApplication({ kit, session }, pair)
    if (id === undefined) throw new CannotCheckError(`${external.name} cannot be put into the simulator`)
    const targets = targetsOf(pair, kit).map(({ reference, target }) => {
      const targetId = insertFixture(session, target)
      const value = storedId(storeOf(session, target.mapper.external), targetId)
      editAtApplication(session, external, id, { path: reference.external, value })
      return { reference, target, targetId }
    })
    await company.run()

    const { fields } = await recordAtHub(company, pair, id)
    for (const { reference, target, targetId } of targets) {
      const { connecId } = await recordAtHub(company, target, targetId)
      const identity = { provider: kit.connector.name, realm: session.simulator.account.id }
      const led = readIds(valueAt(fields, reference.connec), identity).connecId
      expect([reference.connec, led]).toEqual([reference.connec, connecId])
    }
  },
})

/** What the references of a pair lead to, where that can be put into the application as it is. */
function targetsOf(pair: Pair, kit: Kit) {
  return referencesOf(pair).flatMap((reference) => {
    const target = kit.pairs.find(
      ({ entity, mapper, fixtures }) =>
        mapper.connec.name === reference.resource &&
        mapper.external.idScope === undefined &&
        fixtures.length > 0 &&
        entity.push.connec !== false &&
        canBeFilled(mapper.external, kit) === true,
    )
    return target === undefined || target === pair ? [] : [{ reference, target }]
  })
}
