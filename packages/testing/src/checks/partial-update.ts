import type { PlainRecord } from '@duet/core'
import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkPair } from '../check.js'
import type { Kit, Pair } from '../kit.js'
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

    const { path, value } = changeOf(pair, draft, kit)
    await update(withValue({}, path, value))
    const after = await readRecord(session, external, id)
    for (const other of writtenPaths(draft))
      expect([other, valueAt(after, other)]).toEqual([other, other === path ? value : valueAt(before, other)])
  },
})

/** What the engine sends apart from the rest: values and whole lists. */
const writtenPaths = (draft: PlainRecord): string[] => [
  ...new Set([...filledLeaves(draft).keys()].map((path) => path.replace(/\[.*$/, ''))),
]

/** Another value for the first text of the draft that may be any text. */
function changeOf({ mapper }: Pair, draft: PlainRecord, { values }: Kit): { path: string; value: string } {
  const references = new Set(mapper.connec.references.map(({ path }) => path))
  const fixed = new Set([
    ...mapper.rows.filter(({ connec }) => references.has(connec)).map(({ external }) => external),
    ...Object.keys(values[mapper.external.name] ?? {}),
  ])
  for (const path of writtenPaths(draft)) {
    const value = valueAt(draft, path)
    if (typeof value === 'string' && !fixed.has(path)) return { path, value: `${value} 2` }
  }
  throw new CannotCheckError('the fixture has no text that can be changed')
}
