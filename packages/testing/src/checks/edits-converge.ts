import { expect } from 'vitest'
import { checkPair } from '../check.js'
import { changeableText } from '../records/changeable-text.js'
import { presentRecord } from '../records/present-record.js'
import { readRecord } from '../records/read-record.js'
import { goesBothWays } from '../records/writable.js'
import { entitiesFor } from '../two-way/entities-for.js'
import { linkCompany } from '../two-way/linked-company.js'
import { recordAtHub } from '../two-way/record-at-hub.js'
import { valueAt, withValue } from '../values/leaves.js'

export const editsConverge = checkPair({
  name: 'an edit on either side reaches the other, and nothing is written after it',
  applies: goesBothWays,
  async run(pair, kit) {
    await using session = kit.start()
    const entities = entitiesFor(kit.connector, pair)
    await using company = await linkCompany(kit.connector, session, { entities })
    const { external } = pair.mapper
    const { id, draft } = await presentRecord({ kit, session }, pair)
    const text = changeableText(pair, draft, kit)
    const atHub = () => recordAtHub(company, pair, id)
    await company.run()

    const edited = `${text.value} 2`
    await external.update?.(session.http, id, external.encode(withValue({}, text.external, edited)))
    await company.run()
    expect(valueAt((await atHub()).fields, text.connec)).toBe(edited)

    const again = `${text.value} 3`
    await company.updateAtHub(pair.mapper.connec, (await atHub()).connecId, withValue({}, text.connec, again))
    await company.run()
    expect(valueAt(await readRecord(session, external, id), text.external)).toBe(again)
    expect(valueAt((await atHub()).fields, text.connec)).toBe(again)

    const { totals } = await company.run()
    expect(totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0 })
  },
})
