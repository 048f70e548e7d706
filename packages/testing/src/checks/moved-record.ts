import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkPair } from '../check.js'
import type { Kit, Pair } from '../kit.js'
import { insertFixture } from '../records/insert-fixture.js'
import { readList } from '../records/read-list.js'
import type { Session } from '../session.js'
import { linkCompany } from '../two-way/linked-company.js'
import { pairHasFixture } from './has-fixture.js'

export const movedRecord = checkPair({
  name: 'a record that has become another one in the application goes on as that one, once at the hub',
  applies: (pair, kit) => {
    const { entity, mapper } = pair
    if (Object.keys(entity.moved).length === 0) return `no record of ${entity.name} moves`
    if (kit.moves[mapper.external.name] === undefined)
      return `nothing says how one of ${mapper.external.name} moves (moves)`
    return entity.push.connec === 'upsert' ? pairHasFixture(pair) : 'it is not changed at the hub'
  },
  async run(pair, kit) {
    await using session = kit.start()
    const { entity, mapper } = pair
    await using company = await linkCompany(kit.connector, session, { entities: [entity.name] })
    const knownAs = async (resource: string, id: string) => {
      const { connec, external } = pairOf(kit, pair, resource).mapper
      const records = await company.hubRecords(connec, external.idScope)
      return records.filter(({ externalIds }) => externalIds.includes(id)).map(({ connecId }) => connecId)
    }

    const oldId = insertFixture(session, pair)
    await company.run()
    const before = await knownAs(mapper.external.name, oldId)
    const listed = await idsByResource(session, kit, pair)
    const to = await kit.moves[mapper.external.name]?.(session, oldId)
    if (to === undefined) throw new CannotCheckError(`${mapper.external.name} ${oldId} has become nothing`)
    const isNew = !(listed.get(to.resource)?.has(to.id) ?? false)
    await company.run()

    const after = await knownAs(to.resource, to.id)
    expect(after, `the records at the hub that are ${to.resource} ${to.id}`).toHaveLength(1)
    // what was merged into a record that was there already has that one's place at the hub
    if (isNew) expect(after, `what ${mapper.external.name} ${oldId} was at the hub`).toEqual(before)

    const { totals } = await company.run()
    expect(totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0 })
  },
})

/** The pair of what a record has become: the same Connec! resource with another of the application's. */
function pairOf(kit: Kit, { entity, mapper }: Pair, resource: string): Pair {
  const found = kit.pairs.find(
    (pair) =>
      pair.entity === entity &&
      pair.mapper.connec === mapper.connec &&
      pair.mapper.external.name === resource,
  )
  if (found) return found
  throw new CannotCheckError(`no mapper of ${entity.name} maps ${mapper.connec.name} to ${resource}`)
}

/** What is there at the application, before anything moves. */
async function idsByResource(session: Session, kit: Kit, { entity }: Pair) {
  const resources = new Set(
    kit.pairs.filter((pair) => pair.entity === entity).map(({ mapper }) => mapper.external),
  )
  const ids = new Map<string, ReadonlySet<string>>()
  for (const resource of resources)
    ids.set(resource.name, new Set((await readList(session, resource)).map(({ id }) => id)))
  return ids
}
