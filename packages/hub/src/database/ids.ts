import type { IdEntry } from '@duet/connec-client'
import type { Place } from '../stored-record.js'
import { preparedRead, preparedWrite } from './prepared.js'
import type { HubDatabase, IdRow } from './tables.js'

/** `lead` of `lead:21`: the kind of record in the application, where several share a collection. */
export const scopeOf = (externalId: string): string => /^([a-z][\w-]*):/i.exec(externalId)?.[1] ?? ''

/** An id as the database keeps it. */
export const idRow = (
  { company, collection }: Place,
  recordId: string,
  { id: externalId, provider, realm }: IdEntry,
): IdRow => ({
  company,
  collection,
  provider,
  realm,
  externalId,
  scope: scopeOf(externalId),
  recordId,
})

/** The ids of applications, by record, in no application's favour. */
export const idsFrom =
  (database: HubDatabase) =>
  (company: string, recordIds: readonly string[]): Promise<Map<string, IdEntry[]>> =>
    idsOfRecords(database, company, recordIds)

async function idsOfRecords(
  database: HubDatabase,
  company: string,
  recordIds: readonly string[],
): Promise<Map<string, IdEntry[]>> {
  const byRecord = new Map<string, IdEntry[]>()
  for (const { recordId, provider, realm, externalId } of await idRowsOfRecords(
    database,
    [company],
    [...new Set(recordIds)],
  )) {
    const entries = byRecord.get(recordId) ?? []
    entries.push({ id: externalId, provider, realm })
    byRecord.set(recordId, entries)
  }
  return byRecord
}

/** By company, then by records; in the order in which records show their ids. */
export const idRowsOfRecords = preparedRead<IdRow>(({ db }, recordIds) =>
  db
    .selectFrom('hubIds')
    .selectAll()
    .where('company', '=', '')
    .where('recordId', 'in', recordIds)
    .orderBy('provider')
    .orderBy('realm')
    .orderBy('externalId')
    .compile(),
)

/** By company, collection, provider and realm, then by ids. */
export const idRowsByIds = preparedRead<IdRow>(({ db }, externalIds) =>
  db
    .selectFrom('hubIds')
    .selectAll()
    .where('company', '=', '')
    .where('collection', '=', '')
    .where('provider', '=', '')
    .where('realm', '=', '')
    .where('externalId', 'in', externalIds)
    .compile(),
)

/** Registers ids; one that belonged to another record moves. */
export const writeIds = preparedWrite<IdRow>(
  ({ db }, rows) =>
    db
      .insertInto('hubIds')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['company', 'collection', 'provider', 'realm', 'externalId'])
          .doUpdateSet({ recordId: ({ ref }) => ref('excluded.recordId') }),
      )
      .compile(),
  ({ company, collection, provider, realm, externalId, scope, recordId }) => [
    company,
    collection,
    provider,
    realm,
    externalId,
    scope,
    recordId,
  ],
)

export async function removeId(
  database: HubDatabase,
  { company, collection }: Place,
  entry: IdEntry,
): Promise<void> {
  await database.db
    .deleteFrom('hubIds')
    .where('company', '=', company)
    .where('collection', '=', collection)
    .where('provider', '=', entry.provider)
    .where('realm', '=', entry.realm)
    .where('externalId', '=', entry.id)
    .execute()
}
