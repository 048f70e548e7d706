import type { IdEntry } from '@duet/connec-client'
import type { Place } from '../stored-record.js'
import type { HubDatabase, PendingRow } from './tables.js'

/** A reference that could not be resolved: which record of which collection is waited for. */
export interface PendingReference extends IdEntry {
  readonly collection: string
}

/** Replaces what a record waits for. */
export async function savePending(
  database: HubDatabase,
  { company, collection }: Place,
  recordId: string,
  references: readonly PendingReference[],
): Promise<void> {
  await database.db
    .deleteFrom('hubPending')
    .where('company', '=', company)
    .where('recordId', '=', recordId)
    .execute()
  const rows = references.map(
    (reference): PendingRow => ({
      company,
      collection: reference.collection,
      provider: reference.provider,
      realm: reference.realm,
      externalId: reference.id,
      recordCollection: collection,
      recordId,
    }),
  )
  if (rows.length === 0) return
  await database.db
    .insertInto('hubPending')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The records that wait for one of these ids. */
export async function waitingFor(
  database: HubDatabase,
  { company, collection }: Place,
  entries: readonly IdEntry[],
): Promise<{ collection: string; recordId: string }[]> {
  const waiting = new Map<string, { collection: string; recordId: string }>()
  for (const { id, provider, realm } of entries) {
    const rows = await database.db
      .selectFrom('hubPending')
      .select(['recordCollection', 'recordId'])
      .where('company', '=', company)
      .where('collection', '=', collection)
      .where('provider', '=', provider)
      .where('realm', '=', realm)
      .where('externalId', '=', id)
      .execute()
    for (const { recordCollection, recordId } of rows)
      waiting.set(recordId, { collection: recordCollection, recordId })
  }
  return [...waiting.values()]
}
