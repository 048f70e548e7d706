import type { IdEntry } from '@duet/connec-client'
import { resolveReferences } from './resolve-references.js'
import type { WriteSession } from './write-session.js'

/** Completes the records that referred to ids nobody knew until now. That changes them: the other groups are told. */
export async function resolvePending(
  session: WriteSession,
  collection: string,
  entries: readonly IdEntry[],
): Promise<void> {
  const { buffer, company, now } = session
  for (const waiting of await buffer.pending.waitingFor({ company, collection }, entries)) {
    const place = { company, collection: waiting.collection }
    const before = await buffer.records.find(place, waiting.recordId)
    if (before === undefined) continue
    const { fields, pending } = await resolveReferences(buffer, place, before.fields)
    const record = before.with(fields, now)
    buffer.records.put(company, record)
    buffer.pending.save(place, record.id, pending)
    session.written.push({ place, id: record.id, before: before.fields, after: fields })
    session.changed.push(record)
  }
}
