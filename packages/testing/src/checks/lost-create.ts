import { expect } from 'vitest'
import { checkPair } from '../check.js'
import type { Kit, Pair } from '../kit.js'
import { canBeCreated } from '../records/writable.js'
import { countStored } from '../two-way/count-stored.js'
import { createAtHub } from '../two-way/create-at-hub.js'
import { entitiesFor } from '../two-way/entities-for.js'
import { linkCompany } from '../two-way/linked-company.js'
import { settle } from '../two-way/settle.js'

export const lostCreate = checkPair({
  name: 'a create that was carried out without an answer makes one record in the end',
  applies: canBeCreated,
  async run(pair, kit) {
    const undisturbed = await createdRecords(pair, kit, false)
    expect(await createdRecords(pair, kit, true)).toEqual(undisturbed)
  },
})

/** How many records the application has after one was created at the hub, the answer to the first write being lost. */
async function createdRecords(pair: Pair, kit: Kit, isLost: boolean): Promise<Record<string, number>> {
  await using session = kit.start()
  const entities = entitiesFor(kit.connector, pair)
  await using company = await linkCompany(kit.connector, session, { entities })
  await createAtHub(company, { kit, session }, pair)
  const { faults } = session.simulator
  const isWrite = ({ method, url }: Request) => ['POST', 'PUT'].includes(method) && !url.includes('/oauth')
  if (isLost) faults.add({ when: { matches: isWrite }, times: 1, do: { kind: 'lost-answer' } })
  await settle(company)
  return countStored(session)
}
