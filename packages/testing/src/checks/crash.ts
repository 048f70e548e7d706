import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkConnector } from '../check.js'
import type { Kit, Pair } from '../kit.js'
import { canBeFilled } from '../records/fill-store.js'
import { insertFixture, referencesOf } from '../records/insert-fixture.js'
import { canBeCreated } from '../records/writable.js'
import { countStored } from '../two-way/count-stored.js'
import { createAtHub } from '../two-way/create-at-hub.js'
import { linkCompany } from '../two-way/linked-company.js'
import { createLife, type Life, type Reach } from '../two-way/mortal.js'
import { settle } from '../two-way/settle.js'

/** Enough for a page and a half of a first synchronization. */
const RECORDS = 3
const FIRST_PAGE_SIZE = 2
const MINUTE_MS = 60_000

export const crash = checkConnector({
  name: 'a process that dies after any of its steps leaves nothing doubled or forgotten',
  applies: (_, kit) => subjectOf(kit) !== undefined || 'no record can be created on both sides',
  async run(_, kit) {
    const pair = subjectOf(kit)
    if (pair === undefined) throw new CannotCheckError('no record can be created on both sides')
    const undisturbed = await outcomeOf(pair, kit)
    for (let step = 1; step <= undisturbed.changes; step += 1)
      expect((await outcomeOf(pair, kit, step)).ends, `dead after step ${step}`).toEqual(undisturbed.ends)
  },
})

/** A kind of record that can be made on both sides, one that refers to nothing if there is any. */
function subjectOf(kit: Kit): Pair | undefined {
  const candidates = kit.pairs.filter(
    (pair) =>
      canBeCreated(pair) === true &&
      canBeFilled(pair.mapper.external, kit) === true &&
      pair.entity.push.connec === 'upsert',
  )
  return candidates.find((pair) => referencesOf(pair).length === 0) ?? candidates[0]
}

/** What both sides hold after a first synchronization that died after so many steps, and the ones after it. */
async function outcomeOf(pair: Pair, kit: Kit, dyingAfter?: number) {
  await using session = kit.start()
  const options = { entities: [pair.entity.name], firstPageSize: FIRST_PAGE_SIZE }
  await using company = await linkCompany(kit.connector, session, options)
  for (let made = 0; made < RECORDS; made += 1) insertFixture(session, pair)
  await createAtHub(company, { kit, session }, pair)

  const lives: Life[] = []
  const through = (reach: Reach) => {
    const life = createLife(reach, dyingAfter)
    lives.push(life)
    return life.reach
  }
  await company.attempt({ through }).catch(() => {})
  const changes = lives[0]?.changes ?? 0
  company.pass(MINUTE_MS)
  await settle(company)
  const { connec, external } = pair.mapper
  const atHub = await company.hubRecords(connec, external.idScope)
  return {
    changes,
    ends: {
      stored: countStored(session),
      atHub: atHub.length,
      paired: atHub.filter(({ externalIds }) => externalIds.length === 1).length,
    },
  }
}
