import { json } from '@duet/simulator'
import { http, type RequestHandler } from 'msw'
import type { CollectionRecords } from './collection-records.js'
import { presentRecord } from './present-record.js'
import { readJson } from './read-json.js'

/** The one record every account has: read and changed, never listed, created or archived. */
export function workspaceHandlers(
  records: CollectionRecords,
  { api, id }: { api: string; id: string },
): RequestHandler[] {
  const show = (record: Parameters<typeof presentRecord>[0]) => json(200, presentRecord(record, true))
  return [
    http.get(`${api}/workspace`, () => show(records.get(id))),
    http.patch(`${api}/workspace`, async ({ request }) => show(records.update(id, await readJson(request)))),
  ]
}
