import {
  type Clock,
  createClock,
  createFaults,
  createRequestLog,
  createResourceStore,
  type Faults,
  increasing,
  json,
  type RequestLog,
  type ResourceStore,
  type StoredRecord,
  withFaults,
  withRequestLog,
} from '@duet/simulator'
import { http, type RequestHandler } from 'msw'

export const CRM = 'https://crm.test/api'

/** A record of the small CRM; ids are integers, as in many APIs. */
export interface CrmRecord extends StoredRecord {
  id: number
  [field: string]: unknown
}

const COLLECTIONS = ['contacts', 'leads', 'products', 'invoices', 'account', 'moves'] as const
type Collection = (typeof COLLECTIONS)[number]

type ListOrder = (one: Readonly<CrmRecord>, other: Readonly<CrmRecord>) => number

/**
 * The application of these tests: contacts (people and companies), leads, products and its own account record, and a log
 * of records that were converted or merged.
 */
export interface SmallCrm {
  readonly handlers: RequestHandler[]
  readonly stores: Record<Collection, ResourceStore<CrmRecord>>
  readonly faults: Faults
  readonly requests: RequestLog
  readonly clock: Clock
  /** In which order lists come, and how many records of a page come once more with the next one. */
  listing: { sort: ListOrder; repeats: number }
  /** How moments are spelled in answers. */
  spellMoment: (moment: string) => string
  /** Shapes the answer to a create or an update. */
  answerWrite: (record: CrmRecord) => unknown
  /** What the CRM makes of new records by itself. */
  complete: (fields: Record<string, unknown>) => Record<string, unknown>
}

export function createSmallCrm(options: { now: Date }): SmallCrm {
  const clock = createClock({ now: options.now })
  const storeOf = () => createResourceStore<CrmRecord>({ ids: increasing(1), clock })
  const crm: SmallCrm = {
    handlers: [],
    stores: {
      contacts: storeOf(),
      leads: storeOf(),
      products: storeOf(),
      invoices: storeOf(),
      account: storeOf(),
      moves: storeOf(),
    },
    faults: createFaults(),
    requests: createRequestLog(),
    clock,
    listing: { sort: (one, other) => one.id - other.id, repeats: 0 },
    spellMoment: (moment) => moment,
    answerWrite: (record) => record,
    complete: (fields) => fields,
  }
  const handlers = COLLECTIONS.flatMap((collection) => handlersOf(crm, collection))
  crm.handlers.push(...withRequestLog(withFaults(handlers, crm.faults), crm.requests))
  return crm
}

function handlersOf(crm: SmallCrm, collection: Collection): RequestHandler[] {
  const store = crm.stores[collection]
  const spelled = (record: CrmRecord) => ({
    ...record,
    created_at: crm.spellMoment(record.created_at),
    updated_at: crm.spellMoment(record.updated_at),
  })
  const path = `${CRM}/${collection}`
  return [
    http.get(path, ({ request }) => {
      const query = new URL(request.url).searchParams
      const since = query.get('since')
      const offset = Number(query.get('offset') ?? 0)
      const limit = Number(query.get('limit') ?? 100)
      const where = (record: CrmRecord) =>
        since === null || Date.parse(record.updated_at) >= Date.parse(since)
      const { sort, repeats } = crm.listing
      const again = Math.min(repeats, offset)
      const { records, total } = store.page({ where, sort, offset: offset - again, limit: limit + again })
      const next = offset + limit < total ? offset + limit : null
      return json(200, { records: records.map(spelled), next })
    }),
    http.get(`${path}/:id`, ({ params }) => {
      const record = store.get(Number(params.id))
      return record ? json(200, spelled(record)) : json(404, { error: 'gone' })
    }),
    http.post(path, async ({ request }) => {
      const fields = await body(request)
      if (fields.name === 'refused') return json(422, { error: 'the name is refused' })
      return json(201, crm.answerWrite(store.insert(crm.complete(fields))))
    }),
    http.put(`${path}/:id`, async ({ request, params }) => {
      const record = store.update(Number(params.id), await body(request))
      return record ? json(200, crm.answerWrite(record)) : json(404, { error: 'gone' })
    }),
  ]
}

async function body(request: Request): Promise<Record<string, unknown>> {
  const fields: unknown = await request.json()
  return typeof fields === 'object' && fields !== null ? { ...fields } : {}
}
