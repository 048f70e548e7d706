import { http, type RequestHandler } from 'msw'
import { json } from '../json-response.js'
import type { CollectionRecords } from './collection-records.js'
import { presentRecord } from './present-record.js'
import { fieldsIn, readJson } from './read-json.js'
import type { Fields, SimulatedRecord } from './simulated-record.js'
import type { SimulatorDefinition } from './simulator-definition.js'

/** Where the handlers of an API listen, and what it is like. */
export interface ApiPlace {
  /** `https://api.example-crm.test/v1`. */
  api: string
  /** Where clients find it. */
  publicApi: string
  definition: SimulatorDefinition
}

/** Reads and changes one record: the one an address ends with, or the only one there is. */
export function recordHandlers(
  records: CollectionRecords,
  place: ApiPlace,
  onlyId?: string,
): RequestHandler[] {
  const { api, definition } = place
  const address = `${api}${records.path}${onlyId === undefined ? '/:id' : ''}`
  const idIn = ({ id = onlyId }: Readonly<Record<string, unknown>>) => String(id)
  const update = definition.updates === 'PUT' ? http.put : http.patch
  return [
    http.get(address, ({ params }) => answerRecord(records.get(idIn(params)), { records, place })),
    update(address, async ({ request, params }) =>
      answerRecord(records.update(idIn(params), await sentFields(request, records, place), definition), {
        records,
        place,
      }),
    ),
  ]
}

/** An answer that holds one record, in the envelope of the API. */
export function answerRecord(
  record: SimulatedRecord,
  { records, place, isNew = false }: { records: CollectionRecords; place: ApiPlace; isNew?: boolean },
): Response {
  const { publicApi, definition } = place
  const shown = presentRecord(record, records.definition)
  const body = definition.envelope ? definition.envelope.wrap(shown, records.name) : shown
  return isNew ? json(201, body, { location: `${publicApi}${records.path}/${record.id}` }) : json(200, body)
}

/** What was sent, without its envelope. @throws Refusal 400 */
export async function sentFields(
  request: Request,
  { name }: CollectionRecords,
  { definition }: ApiPlace,
): Promise<Fields> {
  const body = await readJson(request)
  return definition.envelope ? fieldsIn(definition.envelope.unwrap(body, name)) : body
}
