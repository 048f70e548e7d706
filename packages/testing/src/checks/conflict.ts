import type { PlainRecord } from '@duet/core'
import { expect } from 'vitest'
import { checkPair } from '../check.js'
import { type ChangeableText, changeableText, changeableTexts } from '../records/changeable-text.js'
import { presentRecord } from '../records/present-record.js'
import { readList } from '../records/read-list.js'
import { readRecord } from '../records/read-record.js'
import { goesBothWays } from '../records/writable.js'
import { editAtApplication } from '../two-way/edit-at-application.js'
import { entitiesFor } from '../two-way/entities-for.js'
import { linkCompany } from '../two-way/linked-company.js'
import { recordAtHub } from '../two-way/record-at-hub.js'
import { valueAt, withValue } from '../values/leaves.js'

const HOUR_MS = 3_600_000

export const conflict = checkPair({
  name: 'edits on both sides at once end alike on both, the later one winning, and no other edit is lost',
  applies: goesBothWays,
  async run(pair, kit) {
    await using session = kit.start()
    const entities = entitiesFor(kit.connector, pair)
    await using company = await linkCompany(kit.connector, session, { entities })
    const { connec, external } = pair.mapper
    const { id, draft } = await presentRecord({ kit, session }, pair)
    const text = changeableText(pair, draft, kit)
    const other = changeableTexts(pair, draft, kit).find((one) => field(one) !== field(text))
    await company.run()
    const { connecId } = await recordAtHub(company, pair, id)
    const listed = (await readList(session, external)).find((record) => record.id === id)
    const hasMoments = listed?.updatedAt instanceof Date

    const edits = {
      external: (path: string, value: string) => {
        if (session.simulator.stores[external.name]) editAtApplication(session, external, id, { path, value })
        else return external.update?.(session.http, id, external.encode(withValue({}, path, value)))
      },
      connec: (path: string, value: string) =>
        company.updateAtHub(connec, connecId, withValue({}, path, value)),
    }
    for (const later of ['external', 'connec'] as const) {
      const earlier = later === 'connec' ? 'external' : 'connec'
      await edits[earlier](text[earlier], `${text.value} earlier ${later}`)
      company.pass(HOUR_MS)
      await edits[later](text[later], `${text.value} later ${later}`)
      await company.run()
      const winner = pair.entity.preempt === earlier ? 'earlier' : 'later'
      const there = valueAt(await readRecord(session, external, id), text.external)
      expect(valueAt((await recordAtHub(company, pair, id)).fields, text.connec), 'at the hub').toBe(there)
      if (hasMoments) expect(there).toBe(`${text.value} ${winner} ${later}`)
    }
    if (other !== undefined) {
      await edits.external(other.external, `${other.value} there`)
      await edits.connec(text.connec, `${text.value} here`)
      await company.run()
      const atHub = (await recordAtHub(company, pair, id)).fields
      for (const record of [
        readings(await readRecord(session, external, id), 'external'),
        readings(atHub, 'connec'),
      ])
        expect(record).toEqual([`${text.value} here`, `${other.value} there`])
    }

    function readings(record: PlainRecord, side: 'connec' | 'external') {
      return [text, other].map((one) => one && valueAt(record, one[side]))
    }
  },
})

/** The field of the application that is sent as a whole. */
const field = ({ external }: ChangeableText): string => external.replace(/[.[].*$/, '')
