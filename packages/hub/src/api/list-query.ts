import { parseFilter } from '../filter/parse-filter.js'
import { HubRefusal } from '../hub-refusal.js'
import type { ListQuery } from '../list-records.js'

/** The page size without `$top`. */
const USUAL_TOP = 100

/** `$filter`, `$orderby`, `$top`, `$skip`. Throws `HubRefusal` (400). */
export function listQuery(query: URLSearchParams, pageCap: number): ListQuery {
  const filter = query.get('$filter')?.trim() ?? ''
  return {
    condition: filter === '' ? undefined : parseFilter(filter),
    order: orderOf(query.get('$orderby')?.trim() ?? ''),
    skip: wholeNumber(query, '$skip', 0),
    top: Math.min(pageCap, Math.max(1, wholeNumber(query, '$top', USUAL_TOP))),
  }
}

function orderOf(text: string): ListQuery['order'] {
  if (text === '') return undefined
  const [path = '', direction = 'asc', more] = text.split(/\s+/)
  if (more !== undefined || !/^(asc|desc)$/i.test(direction))
    throw new HubRefusal(400, 'Invalid order', `$orderby: "${text}" is not a field and asc or desc`)
  return { path: path.replaceAll('/', '.'), descending: /^desc$/i.test(direction) }
}

function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name)
  if (text === null || text === '') return otherwise
  if (!/^\d{1,9}$/.test(text))
    throw new HubRefusal(400, 'Invalid page', `${name}: "${text}" is no whole number`)
  return Number(text)
}
