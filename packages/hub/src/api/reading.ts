import { COMPANY, collectionNames, isCollection } from '../collections.js'
import { idsFrom } from '../database/ids.js'
import { recordById } from '../database/records.js'
import type { HubDatabase } from '../database/tables.js'
import type { Membership } from '../groups.js'
import { notFound, unknownResource } from '../hub-refusal.js'
import { listRecords } from '../list-records.js'
import { recordTexts } from '../record-texts.js'
import type { StoredRecord } from '../stored-record.js'
import { companyRecord } from '../writing/company-record.js'
import type { ApiContext } from './context.js'
import type { HubAnswer, HubRequest } from './hub-request.js'
import { listQuery } from './list-query.js'
import { pagination } from './pagination.js'

/** What is read, and for whom. */
export interface ReadTarget {
  readonly context: ApiContext
  readonly database: HubDatabase
  readonly request: HubRequest
  readonly member: Membership
  readonly collection: string
}

/** `GET /:group`: where the collections are. */
export function readCollections(group: string): HubAnswer {
  const _links = collectionNames.map((name) => ({
    [name]: { href: `/api/v2/${encodeURIComponent(group)}/${name}` },
  }))
  return { status: 200, body: JSON.stringify({ _links }) }
}

/** `GET /:group/:collection`: a page, or the company. */
export async function readList(target: ReadTarget): Promise<HubAnswer> {
  const { context, database, request, member, collection } = target
  const company = member.company.uid
  if (collection === COMPANY) return one(target, await companyRecord(database, company))
  const query = listQuery(request.query, context.pageCap)
  if (collection === 'transaction_logs') {
    const { records, total } = context.logs.list(company, query)
    return {
      status: 200,
      body: JSON.stringify({
        transaction_logs: records,
        pagination: pagination(request.url, query, total),
      }),
    }
  }
  if (!isCollection(collection)) throw unknownResource()
  // inside a transaction there are records nobody else can see
  const totals = database === context.database ? context.totals : undefined
  const { records, total } = await listRecords(database, { company, collection }, query, totals)
  const rendered = await recordTexts(idsFrom(database), records, readerOf(target))
  const place = JSON.stringify(pagination(request.url, query, total))
  return { status: 200, body: `{"${collection}":[${rendered.join()}],"pagination":${place}}` }
}

/** `GET /:group/:collection/:id` */
export async function readOne(target: ReadTarget, id: string): Promise<HubAnswer> {
  const { database, member, collection } = target
  const company = member.company.uid
  if (!isCollection(collection)) throw unknownResource()
  return one(target, await recordById(database, { company, collection }, id))
}

async function one(target: ReadTarget, record: StoredRecord | undefined): Promise<HubAnswer> {
  if (record === undefined) throw notFound()
  const [rendered] = await recordTexts(idsFrom(target.database), [record], readerOf(target))
  return { status: 200, body: `{"${target.collection}":${rendered}}` }
}

const readerOf = ({ member, request: { externalIds } }: ReadTarget) => ({
  company: member.company.uid,
  group: member.group.uid,
  externalIds,
})
