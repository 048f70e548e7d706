import type { IdEntry } from '@duet/connec-client'
import type { PlainRecord } from '@duet/core'
import type { WriteBuffer } from '../buffer/write-buffer.js'
import type { Place } from '../stored-record.js'
import { incomingIds } from './incoming-ids.js'
import { soughtIn } from './resolve-references.js'

/** A write that is going to be asked for. */
export interface ExpectedWrite extends Place {
  /** The record it changes, where that is said. */
  readonly id?: string | undefined
  readonly body: PlainRecord
}

/** What is to be read of one collection. */
interface Wanted {
  readonly place: Place
  /** Ids that records are sent with, and ids that references name. */
  readonly own: IdEntry[]
  readonly referred: IdEntry[]
  readonly recordIds: Set<string>
}

/** Reads into the buffer, a few statements for many writes, what the writes would otherwise look up one by one. */
export async function loadFor(buffer: WriteBuffer, writes: readonly ExpectedWrite[]): Promise<void> {
  for (const { place, own, referred, recordIds } of wantedBy(writes)) {
    await buffer.ids.load(place, [...own, ...referred])
    await buffer.pending.load(place, own)
    const referredIds = await ownersOf(buffer, place, referred)
    for (const id of await ownersOf(buffer, place, own)) recordIds.add(id)
    await buffer.records.load(place, [...recordIds])
    await buffer.ids.loadOfRecords(place.company, [...new Set([...recordIds, ...referredIds])])
  }
}

function wantedBy(writes: readonly ExpectedWrite[]): Iterable<Wanted> {
  const byPlace = new Map<string, Wanted>()
  const wantedOf = (place: Place): Wanted => {
    const name = `${place.company}\n${place.collection}`
    const wanted = byPlace.get(name) ?? { place, own: [], referred: [], recordIds: new Set() }
    byPlace.set(name, wanted)
    return wanted
  }
  for (const { company, collection, id, body } of writes) {
    const { own, recordIds } = wantedOf({ company, collection })
    const { connecId, entries } = incomingIds(body.id)
    own.push(...entries)
    for (const known of [id, connecId]) if (known !== undefined) recordIds.add(known)
    for (const [value, target] of soughtIn(collection, body))
      wantedOf({ company, collection: target }).referred.push(...incomingIds(value).entries)
  }
  return byPlace.values()
}

async function ownersOf(buffer: WriteBuffer, place: Place, entries: readonly IdEntry[]): Promise<string[]> {
  const owners: string[] = []
  for (const entry of entries) {
    const owner = await buffer.ids.ownerOf(place, [entry])
    if (owner !== undefined) owners.push(owner)
  }
  return owners
}
