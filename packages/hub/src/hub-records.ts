import type { PlainRecord } from '@duet/core'
import { COMPANY, isCollection } from './collections.js'
import { idsFrom } from './database/ids.js'
import { allRecords, recordById } from './database/records.js'
import type { HubDatabase } from './database/tables.js'
import type { Groups } from './groups.js'
import { HubRefusal } from './hub-refusal.js'
import { listRecords } from './list-records.js'
import { renderRecords } from './render-records.js'
import type { StoredRecord } from './stored-record.js'
import { writeCompany } from './writing/company-record.js'
import { updateRecordById, upsertRecord } from './writing/upsert-record.js'
import type { WriteSession, Written } from './writing/write-session.js'
import type { Writer } from './writing/writer.js'

/** Who writes; without `by` nobody in particular, and every group is told. */
export interface Authorship {
  /** Uid of the group. */
  readonly by?: string | undefined
}

/**
 * The records of a hub for programs in its own process: pages, tours, tests. Records look as the API shows them with id
 * arrays; what is written follows the same rules, and is refused by `HubRefusal`.
 */
export interface HubRecords {
  /** A whole collection in order of creation. */
  list(company: string, collection: string): Promise<readonly PlainRecord[]>
  get(company: string, collection: string, id: string): Promise<PlainRecord | undefined>
  count(company: string, collection: string): Promise<number>
  /** As `POST`: a known external id or `opts.matching_fields` may lead to an existing record. */
  create(company: string, collection: string, fields: PlainRecord, author?: Authorship): Promise<PlainRecord>
  /** Many at once, in one transaction: all or none. */
  createMany(
    company: string,
    collection: string,
    many: readonly PlainRecord[],
    author?: Authorship,
  ): Promise<readonly PlainRecord[]>
  /** As `PUT`. */
  update(
    company: string,
    collection: string,
    id: string,
    fields: PlainRecord,
    author?: Authorship,
  ): Promise<PlainRecord>
}

export interface HubRecordsOptions {
  readonly database: HubDatabase
  readonly groups: Groups
  readonly writer: Writer
}

export function createHubRecords({ database, groups, writer }: HubRecordsOptions): HubRecords {
  const readerOf = (company: string, by?: string) => ({
    company,
    group: by ?? groups.groupsOf(company)[0]?.uid ?? '',
    externalIds: true,
  })

  const written = (
    place: { company: string; collection: string; by: string | undefined },
    works: readonly ((session: WriteSession) => Promise<Written>)[],
    bodies: readonly PlainRecord[] = [],
  ) =>
    writer.run(async (step, expect) => {
      const { company, collection, by } = place
      check(groups, company, collection)
      await expect(bodies.map((body) => ({ company, collection, body })))
      const records: StoredRecord[] = []
      for (const work of works) records.push((await step({ company, by }, work)).record)
      return step({ company, by }, ({ buffer }) =>
        renderRecords((...asked) => buffer.ids.ofRecords(...asked), records, readerOf(company, by)),
      )
    })

  const createMany: HubRecords['createMany'] = (company, collection, many, { by } = {}) =>
    written(
      { company, collection, by },
      many.map(
        (fields) => (session) =>
          collection === COMPANY ? writeCompany(session, fields) : upsertRecord(session, collection, fields),
      ),
      many,
    )

  return {
    createMany,
    async list(company, collection) {
      const records: PlainRecord[] = []
      for await (const page of allRecords(database, { company, collection }))
        records.push(...(await renderRecords(idsFrom(database), page, readerOf(company))))
      return records
    },
    async get(company, collection, id) {
      const record = await recordById(database, { company, collection }, id)
      return record && (await renderRecords(idsFrom(database), [record], readerOf(company)))[0]
    },
    count: async (company, collection) =>
      (await listRecords(database, { company, collection }, { skip: 0, top: 1 })).total,
    create: async (company, collection, fields, author) =>
      only(await createMany(company, collection, [fields], author)),
    update: async (company, collection, id, fields, { by } = {}) =>
      only(
        await written({ company, collection, by }, [
          (session) => updateRecordById(session, { collection, id }, fields),
        ]),
      ),
  }
}

function check(groups: Groups, company: string, collection: string): void {
  if (groups.company(company) === undefined)
    throw new HubRefusal(404, 'Company not found', `There is no company ${company}`)
  if (!isCollection(collection))
    throw new HubRefusal(400, 'Unknown Resource', `There is no collection ${collection}`)
}

const only = (records: readonly PlainRecord[]): PlainRecord => records[0] ?? {}
