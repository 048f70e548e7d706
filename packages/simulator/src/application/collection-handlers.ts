import { http, type RequestHandler } from 'msw'
import { json, noContent } from '../json-response.js'
import type { CollectionRecords } from './collection-records.js'
import { listQuery } from './list-query.js'
import { presentRecord } from './present-record.js'
import { type ApiPlace, answerRecord, recordHandlers, sentFields } from './record-handlers.js'

/** List, create, upsert, read, update and delete: the same for every collection. */
export function collectionHandlers(records: CollectionRecords, place: ApiPlace): RequestHandler[] {
  const { definition } = place
  const { path } = records
  const url = place.api + path
  const { upsert } = records.definition
  const byKey = http.put(`${url}${upsert}`, async ({ request, params }) => {
    const { record, isNew } = records.put(String(params.key), await sentFields(request, records, place))
    return answerRecord(record, { records, place, isNew })
  })

  return [
    http.get(url, ({ request }) => {
      const { search, searchParams: query } = new URL(request.url)
      const asked = listQuery(query, { records, definition })
      const { body, headers } = definition.paging({
        collection: records.name,
        query,
        url: place.publicApi + path + search,
        records: (window) => {
          const page = records.page({ ...asked, ...window })
          return { ...page, records: page.records.map((record) => presentRecord(record, records.definition)) }
        },
      })
      return json(200, body, headers)
    }),
    http.post(url, async ({ request }) => {
      const record = records.create(await sentFields(request, records, place))
      return answerRecord(record, { records, place, isNew: true })
    }),
    ...(upsert === undefined ? [] : [byKey]),
    ...recordHandlers(records, place),
    http.delete(`${url}/:id`, ({ params }) => {
      records.delete(String(params.id))
      return noContent()
    }),
  ]
}
