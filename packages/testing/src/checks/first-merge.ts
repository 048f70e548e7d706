import { isBlank, type ReadRecord } from '@duet/core'
import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkPair } from '../check.js'
import type { Pair } from '../kit.js'
import { readList } from '../records/read-list.js'
import type { Session } from '../session.js'
import { createAtApplication } from '../two-way/create-at-application.js'
import { createAtHub } from '../two-way/create-at-hub.js'
import { entitiesFor } from '../two-way/entities-for.js'
import { linkCompany } from '../two-way/linked-company.js'
import { valueAt } from '../values/leaves.js'
import { pairHasFixture } from './has-fixture.js'

export const firstMerge = checkPair({
  name: 'a record that both sides have already becomes one in the first synchronization',
  applies: (pair) => {
    const { entity, mapper } = pair
    if ((entity.match[mapper.connec.name] ?? []).length === 0)
      return `${mapper.connec.name} is merged on no fields`
    return entity.push.connec === false ? `${entity.name} is never written to the hub` : pairHasFixture(pair)
  },
  async run(pair, kit) {
    await using session = kit.start()
    const entities = entitiesFor(kit.connector, pair)
    await using company = await linkCompany(kit.connector, session, { entities })
    const { connec, external } = pair.mapper
    const connecId = await createAtHub(company, { kit, session }, pair, { sameKeys: true })
    const present = await company.hubRecords(connec, external.idScope)
    const fields = present.find((record) => record.connecId === connecId)?.fields ?? {}
    const groups = pair.entity.match[connec.name] ?? []
    if (!groups.some((group) => group.every((path) => !isBlank(valueAt(fields, path)))))
      throw new CannotCheckError(`the fixture fills none of the groups of match fields of ${connec.name}`)

    const id = await createAtApplication({ kit, session }, pair)
    if (id === undefined) throw new CannotCheckError(`${external.name} cannot be put into the simulator`)
    if (await isTwice(session, pair, id))
      throw new CannotCheckError(
        `the simulator has another record of ${external.name} that is merged on the same`,
      )
    await company.run()
    const merged = await company.hubRecords(connec, external.idScope)
    expect(
      merged.find(({ externalIds }) => externalIds.includes(id))?.connecId,
      'the record at the hub',
    ).toBe(connecId)
  },
})

/** Whether another record at the application has the same match fields: neither is merged then. */
async function isTwice(session: Session, { entity, mapper }: Pair, id: string): Promise<boolean> {
  const { connec, external, rows } = mapper
  const groups = (entity.match[connec.name] ?? []).map((group) =>
    rows.filter((row) => group.includes(row.connec)).map((row) => row.external),
  )
  const records = await readList(session, external)
  const keysOf = (record: ReadRecord | undefined) =>
    groups.map((paths) => JSON.stringify(paths.map((path) => valueAt(record?.fields ?? {}, path))))
  const own = new Set(keysOf(records.find((record) => record.id === id)))
  return records.some((record) => record.id !== id && keysOf(record).some((key) => own.has(key)))
}
