import { isBlank, type PlainRecord, RejectedError } from '@duet/core'
import { expect } from 'vitest'
import { checkPair } from '../check.js'
import type { Pair } from '../kit.js'
import { changeableText } from '../records/changeable-text.js'
import type { Place } from '../records/create-record.js'
import { canBeFilled, storedId } from '../records/fill-store.js'
import { insertFixture } from '../records/insert-fixture.js'
import { presentRecord } from '../records/present-record.js'
import { readRecord } from '../records/read-record.js'
import { canBeUpdated } from '../records/writable.js'
import { filledLeaves, valueAt, withValue } from '../values/leaves.js'

export const partialUpdate = checkPair({
  name: 'an update changes the given fields and no other',
  applies: canBeUpdated,
  async run(pair, kit) {
    await using session = kit.start()
    const { external } = pair.mapper
    const { id, draft } = await presentRecord({ kit, session }, pair)
    const update = (fields: PlainRecord) => external.update?.(session.http, id, external.encode(fields))
    await update(draft)
    const before = await readRecord(session, external, id)

    for (const path of writtenPaths(draft)) {
      await update(withValue({}, path, valueAt(before, path)))
      expect(await readRecord(session, external, id), `after an update of ${path} alone`).toEqual(before)
    }

    const text = changeableText(pair, draft, kit)
    const path = text.external
    const value = `${text.value} 2`
    await update(withValue({}, path, value))
    const after = await readRecord(session, external, id)
    for (const other of writtenPaths(draft))
      expect([other, valueAt(after, other)]).toEqual([other, other === path ? value : valueAt(before, other)])

    expect(await emptiedBy(withValue({}, path, value), pair, { kit, session })).toEqual([])
  },
})

/** What an update empties of all that the application keeps, which may be more than the connector knows of. */
async function emptiedBy(fields: PlainRecord, pair: Pair, { kit, session }: Place): Promise<string[]> {
  const { external } = pair.mapper
  if (canBeFilled(external, kit) !== true || pair.fixtures.length === 0) return []
  const store = session.simulator.stores[external.name]
  if (store === undefined) return []
  const stored = storedId(store, insertFixture(session, pair))
  const before: Record<string, unknown> = { ...store.get(stored) }
  try {
    await external.update?.(session.http, String(stored), external.encode(fields))
  } catch (error) {
    // a fixture refers to what is not there
    if (error instanceof RejectedError) return []
    throw error
  }
  const after: Record<string, unknown> = { ...store.get(stored) }
  return Object.keys(before).filter((field) => !isBlank(before[field]) && isBlank(after[field]))
}

/** What the engine sends apart from the rest: values and whole lists. */
const writtenPaths = (draft: PlainRecord): string[] => [
  ...new Set([...filledLeaves(draft).keys()].map((path) => path.replace(/\[.*$/, ''))),
]
