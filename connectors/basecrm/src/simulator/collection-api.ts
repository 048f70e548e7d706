import { json, noContent } from '@duet/simulator'
import type { Shelf } from './application.js'
import { readBody } from './read-body.js'
import { readFilters, readQuery } from './read-query.js'
import { invalidParameter, pathNotFound, Refused, recordNotFound } from './refused.js'
import { renderPage, renderRecord } from './render-record.js'
import type { SimulatedRecord } from './simulated-record.js'
import { createRecord, updateRecord } from './write-record.js'

/** Answers what every collection has in common; throws `Refused`. `id` is absent for the collection itself. */
export async function answerCollection(shelf: Shelf, request: Request, id?: string): Promise<Response> {
  const url = new URL(request.url)
  const { rules, store } = shelf
  const { method } = request
  const can = (verb: (typeof rules.verbs)[number]) => rules.verbs.includes(verb)
  if (id === undefined) {
    if (method === 'GET') return list(shelf, url)
    if (method === 'POST' && can('create')) return one(shelf, createRecord(shelf, await readBody(request)))
  } else if (id === 'upsert') {
    if (method === 'POST' && can('upsert')) return one(shelf, upsert(shelf, url, await readBody(request)))
  } else {
    if (method === 'GET' && can('get')) {
      readFilters({ ...shelf, rules: { ...rules, filters: ['includes'] } }, url)
      return one(shelf, find(shelf, id))
    }
    if (method === 'PUT' && can('update'))
      return one(shelf, updateRecord(shelf, find(shelf, id), await readBody(request)))
    if (method === 'DELETE' && can('delete')) {
      store.delete(find(shelf, id).id)
      return noContent()
    }
  }
  throw pathNotFound({ method, path: url.pathname })
}

function list(shelf: Shelf, url: URL): Response {
  const { page, query } = readQuery(shelf, url)
  return json(200, renderPage(shelf, page, shelf.store.page(query)))
}

function one(shelf: Shelf, record: SimulatedRecord): Response {
  return json(200, renderRecord(shelf, record)) // creates included: the API never answers 201
}

function find({ store, rules }: Shelf, id: string): SimulatedRecord {
  const record = /^\d+$/.test(id) ? store.get(Number(id)) : undefined
  if (!record) throw recordNotFound(rules.type, id)
  return record
}

/** Creates when no record has the values of the query, updates when one has, refuses to choose among several. */
function upsert(shelf: Shelf, url: URL, sent: Record<string, unknown>): SimulatedRecord {
  if (url.searchParams.size === 0) throw invalidParameter('filter', 'at least one is needed')
  const where = readFilters(shelf, url)
  const [first, second] = shelf.store.list({ ...(where && { where }), limit: 2 })
  if (!first) return createRecord(shelf, sent)
  if (!second) return updateRecord(shelf, first, sent)
  const details = 'More than one resource matches the filters.'
  throw new Refused(409, [{ code: 'conflict', message: 'conflict', details }])
}
