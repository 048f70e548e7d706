import type { IdEntry } from '@duet/connec-client'
import { savePending, waitingFor } from '../database/pending.js'
import { recordById, updateRecord } from '../database/records.js'
import { resolveReferences } from './resolve-references.js'
import type { WriteSession } from './write-session.js'

/** Completes the records that referred to ids nobody knew until now. That changes them: the other groups are told. */
export async function resolvePending(
  session: WriteSession,
  collection: string,
  entries: readonly IdEntry[],
): Promise<void> {
  const { database, company, now } = session
  for (const waiting of await waitingFor(database, { company, collection }, entries)) {
    const place = { company, collection: waiting.collection }
    const before = await recordById(database, place, waiting.recordId)
    if (before === undefined) continue
    const { fields, pending } = await resolveReferences(database, place, before.fields)
    const record = { ...before, fields, updatedAt: now }
    await updateRecord(database, company, record)
    await savePending(database, place, record.id, pending)
    session.written.push({ place, id: record.id, before: before.fields, after: fields })
    session.changed.push(record)
  }
}
