import type { PlainRecord } from '@duet/core'
import { COMPANY } from '../collections.js'
import type { HubDatabase } from '../database/tables.js'
import { listRecords } from '../list-records.js'
import type { StoredRecord } from '../stored-record.js'
import { changeRecord, createRecord } from './save-record.js'
import type { WriteSession, Written } from './write-session.js'

/** The company's one record, if there is one yet. */
export async function companyRecord(
  database: HubDatabase,
  company: string,
): Promise<StoredRecord | undefined> {
  const { records } = await listRecords(database, { company, collection: COMPANY }, { skip: 0, top: 1 })
  return records[0]
}

/** The same within a transaction. */
export async function companyIn({ buffer, company }: WriteSession): Promise<StoredRecord | undefined> {
  await buffer.flush()
  return companyRecord(buffer.database, company)
}

/** Changes the company's one record, however it is addressed. Throws `HubRefusal` (400). */
export async function writeCompany(session: WriteSession, body: PlainRecord): Promise<Written> {
  const record = await companyIn(session)
  return record === undefined ? createRecord(session, COMPANY, body) : changeRecord(session, record, body)
}
