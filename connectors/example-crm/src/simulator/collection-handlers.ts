import { json, noContent, pageWindow } from '@duet/simulator'
import { http, type RequestHandler } from 'msw'
import { badRequest } from './api-error.js'
import type { CollectionRecords } from './collection-records.js'
import { listQuery } from './list-query.js'
import { presentRecord } from './present-record.js'
import { readJson } from './read-json.js'

export interface CollectionPlace {
  /** Where the handlers listen: `https://api.example-crm.test/v1`. */
  api: string
  /** Where clients find the API, for `Location`. */
  publicApi: string
}

/** List, read, create, update, upsert by key and archive: the same for every collection. */
export function collectionHandlers(records: CollectionRecords, place: CollectionPlace): RequestHandler[] {
  const url = `${place.api}/${records.name}`
  const show = (record: Parameters<typeof presentRecord>[0]) => presentRecord(record, records.hasTimestamps)
  const created = (record: Parameters<typeof presentRecord>[0]) =>
    json(201, show(record), { location: `${place.publicApi}/${records.name}/${record.id}` })

  return [
    http.get(url, ({ request }) => {
      const { page, perPage, since } = listQuery(request)
      const where = since === undefined ? {} : { where: changedSince(since, records) }
      const { records: found, total } = records.page({ ...where, ...pageWindow(page, perPage) })
      return json(200, { data: found.map(show), page, pages: Math.max(1, Math.ceil(total / perPage)), total })
    }),
    http.post(url, async ({ request }) => created(records.create(await readJson(request)))),
    http.put(`${url}/by-key/:key`, async ({ request, params }) => {
      const { record, isNew } = records.put(String(params.key), await readJson(request))
      return isNew ? created(record) : json(200, show(record))
    }),
    http.get(`${url}/:id`, ({ params }) => json(200, show(records.get(String(params.id))))),
    http.patch(`${url}/:id`, async ({ request, params }) =>
      json(200, show(records.update(String(params.id), await readJson(request)))),
    ),
    http.delete(`${url}/:id`, ({ params }) => {
      records.archive(String(params.id))
      return noContent()
    }),
  ]
}

function changedSince(since: string, records: CollectionRecords) {
  if (!records.hasTimestamps) throw badRequest(`${records.name} have no updated_at to filter by.`)
  return ({ updated_at }: { updated_at: string }) => updated_at >= since
}
