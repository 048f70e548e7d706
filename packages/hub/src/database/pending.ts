import type { IdEntry } from '@duet/connec-client'
import { preparedRead, preparedWrite } from './prepared.js'
import type { HubDatabase, PendingRow } from './tables.js'

/** A reference that could not be resolved: which record of which collection is waited for. */
export interface PendingReference extends IdEntry {
  readonly collection: string
}

/** By company, collection, provider and realm of what is waited for, then by ids. */
export const pendingRowsByIds = preparedRead<PendingRow>(({ db }, externalIds) =>
  db
    .selectFrom('hubPending')
    .selectAll()
    .where('company', '=', '')
    .where('collection', '=', '')
    .where('provider', '=', '')
    .where('realm', '=', '')
    .where('externalId', 'in', externalIds)
    .orderBy('recordCollection')
    .orderBy('recordId')
    .compile(),
)

export const writePending = preparedWrite<PendingRow>(
  ({ db }, rows) =>
    db
      .insertInto('hubPending')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .compile(),
  ({ company, collection, provider, realm, externalId, recordCollection, recordId }) => [
    company,
    collection,
    provider,
    realm,
    externalId,
    recordCollection,
    recordId,
  ],
)

/** What records wait for is forgotten. */
export async function clearPending(
  database: HubDatabase,
  company: string,
  recordIds: readonly string[],
): Promise<void> {
  await clearByRecords(database, [company], recordIds)
}

const clearByRecords = preparedRead<unknown>(({ db }, recordIds) =>
  db.deleteFrom('hubPending').where('company', '=', '').where('recordId', 'in', recordIds).compile(),
)
