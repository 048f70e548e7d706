import { isDeepStrictEqual } from 'node:util'
import { readIds } from '@duet/connec-client'
import { type FieldRow, isPlainObject, type PlainRecord } from '@duet/core'
import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkPair } from '../check.js'
import type { Pair } from '../kit.js'
import { storedId, storeOf } from '../records/fill-store.js'
import { createAtApplication } from '../two-way/create-at-application.js'
import { editAtApplication } from '../two-way/edit-at-application.js'
import { entitiesFor } from '../two-way/entities-for.js'
import { linkCompany } from '../two-way/linked-company.js'
import { recordAtHub } from '../two-way/record-at-hub.js'
import { filledLeaves, valueAt } from '../values/leaves.js'
import { pairHasFixture } from './has-fixture.js'

export const lineIds = checkPair({
  name: 'lines are told apart by their ids: moved ones keep what they are at the hub',
  applies: (pair) => {
    if (linesOf(pair) === undefined) return `${pair.mapper.connec.name} maps no lines that have ids`
    return pair.entity.push.connec === 'upsert' ? pairHasFixture(pair) : 'it is not changed at the hub'
  },
  async run(pair, kit) {
    await using session = kit.start()
    const entities = entitiesFor(kit.connector, pair)
    await using company = await linkCompany(kit.connector, session, { entities })
    const { external } = pair.mapper
    const row = linesOf(pair)
    const id = await createAtApplication({ kit, session }, pair)
    if (row === undefined || id === undefined)
      throw new CannotCheckError(`${external.name} cannot be put into the simulator`)
    await company.run()
    const linesAtHub = async () => {
      const lines = valueAt((await recordAtHub(company, pair, id)).fields, row.connec)
      const identity = { provider: kit.connector.name, realm: session.simulator.account.id }
      return new Map(
        (Array.isArray(lines) ? lines : [])
          .filter(isPlainObject)
          .map((line) => [readIds(line.id, identity).connecId, contentOf(line)]),
      )
    }

    const before = await linesAtHub()
    const store = storeOf(session, external)
    const stored = valueAt({ ...store.get(storedId(store, id)) }, row.external)
    const [first, second] = [...before.values()]
    if (!Array.isArray(stored) || before.size < 2 || isDeepStrictEqual(first, second))
      throw new CannotCheckError(`the fixture of ${external.name} has fewer than two lines that differ`)
    editAtApplication(session, external, id, { path: row.external, value: stored.toReversed() })
    await company.run()
    expect(await linesAtHub()).toEqual(before)
  },
})

/** The first mapped list whose lines have ids on both sides. */
function linesOf({ mapper }: Pair): FieldRow | undefined {
  return mapper.rows.find(({ connec, using }) =>
    using?.rows?.some((line) => mapper.connec.lineIds.includes(`${connec}[].${line.connec}`)),
  )
}

/** What a line says, without ids, which are lists of ids at the hub. */
const contentOf = (line: PlainRecord): [string, unknown][] =>
  [...filledLeaves(line)]
    .filter(([path]) => !/(^|\.)\w*id(\[|$)/.test(path) && !path.includes('line_number'))
    .toSorted(([a], [b]) => a.localeCompare(b))
