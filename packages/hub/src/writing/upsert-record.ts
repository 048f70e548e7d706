import type { IdEntry } from '@duet/connec-client'
import type { PlainRecord } from '@duet/core'
import { HubRefusal, notFound } from '../hub-refusal.js'
import type { StoredRecord } from '../stored-record.js'
import { incomingIds } from './incoming-ids.js'
import { matchGroups } from './match-groups.js'
import { isSameKind } from './register-ids.js'
import { changeRecord, createRecord } from './save-record.js'
import type { WriteSession, Written } from './write-session.js'

/**
 * `POST`: changes the record known by one of the ids sent, else the oldest one equal in `opts.matching_fields`, else
 * creates one. Throws `HubRefusal` (409 for a plain id, 400).
 */
export async function upsertRecord(
  session: WriteSession,
  collection: string,
  body: PlainRecord,
): Promise<Written> {
  if (typeof body.id === 'string' && body.id !== '')
    throw new HubRefusal(
      409,
      'Creation of resource with id',
      'A new record has no id yet; change a record by PUT',
    )
  const known =
    (await knownRecord(session, collection, body.id)) ?? (await matchingRecord(session, collection, body))
  return known === undefined ? createRecord(session, collection, body) : changeRecord(session, known, body)
}

/** `PUT`. Throws `HubRefusal` (404, 400). */
export async function updateRecordById(
  session: WriteSession,
  { collection, id }: { collection: string; id: string },
  body: PlainRecord,
): Promise<Written> {
  const record = await session.buffer.records.find({ company: session.company, collection }, id)
  if (record === undefined) throw notFound()
  return changeRecord(session, record, body)
}

async function knownRecord(
  { buffer, company }: WriteSession,
  collection: string,
  ids: unknown,
): Promise<StoredRecord | undefined> {
  const { connecId, entries } = incomingIds(ids)
  const place = { company, collection }
  const id = connecId ?? (await buffer.ids.ownerOf(place, entries))
  return id === undefined ? undefined : buffer.records.find(place, id)
}

/** A record the application already knows by another id of the same resource is another record, however equal. */
async function matchingRecord(
  { buffer, company, matches }: WriteSession,
  collection: string,
  body: PlainRecord,
): Promise<StoredRecord | undefined> {
  const place = { company, collection }
  const entries: readonly IdEntry[] = incomingIds(body.id).entries
  const candidates = new Set<string>()
  for (const group of matchGroups(body.opts)) {
    for (const id of await matches.find(buffer, place, group, body)) candidates.add(id)
  }
  const known = await buffer.ids.ofRecords(company, candidates)
  const isTaken = (id: string) =>
    known.get(id)?.some((one) => entries.some((entry) => isSameKind(one, entry)))
  const [oldest] = [...candidates].filter((id) => !isTaken(id)).sort()
  return oldest === undefined ? undefined : buffer.records.find(place, oldest)
}
