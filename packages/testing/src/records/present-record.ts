import type { PlainRecord } from '@duet/core'
import { CannotCheckError } from '../cannot-check-error.js'
import type { Pair } from '../kit.js'
import { createRecord, draftOf, type Place } from './create-record.js'
import { idsOf, readList } from './read-list.js'

/** A record that can be changed: a new one, or where none can be created the first that is there. */
export async function presentRecord(place: Place, pair: Pair): Promise<{ id: string; draft: PlainRecord }> {
  const { external } = pair.mapper
  if (external.create) {
    const { id, draft } = await createRecord(place, pair)
    if (id !== undefined) return { id, draft }
    throw new CannotCheckError('the answer to the create holds no id')
  }
  const [id] = idsOf(await readList(place.session, external))
  if (id === undefined) throw new CannotCheckError(`there is no record of ${external.name}`)
  return { id, draft: await draftOf(place, pair) }
}
