import type { Doc } from '../code/doc.js'
import { call, object, type Property, quote } from '../code/literals.js'
import { type ApiPlan, BY_NAME, type PagingPlan } from '../plan/connector-plan.js'

/** How a page of a list is spelled in code. */
export interface PageCode {
  /** The schema of a page. */
  readonly schema: Doc
  /** The query of the first request, without filters. */
  readonly query: readonly Property[]
  /** Leads from a page to the next request. */
  readonly next: Doc
  /** The function of `@duet/core` it calls; nothing where it needs none. */
  readonly helper: string
}

/** What records are called once the name of their collection does not matter any more. */
export const RECORDS = 'records'

const text = 'z.string().nullish()'
const count = 'z.int().nullish()'

export function pageCode({ paging, items: field }: Pick<ApiPlan, 'paging' | 'items'>): PageCode {
  const items = field === BY_NAME ? RECORDS : field
  const { size, largest = 100 } = paging
  const query: Property[] = size === undefined ? [] : [[size, `Math.min(pageSize, ${largest})`]]
  const told = toldIn(paging)
  const schema =
    items === null
      ? 'z.array(z.unknown())'
      : call('z.object', [object([[items, 'z.array(z.unknown())'], ...(told ? [shapeAt(told)] : [])])])
  const records = items === null ? 'page' : `page${accessor(items)}`
  switch (paging.style) {
    case 'none':
      return { schema, query, helper: '', next: '() => undefined' }
    case 'next-link':
      return { schema, query, helper: 'byLink', next: `byLink((page) => page${accessor(paging.next)})` }
    case 'cursor':
      return {
        schema,
        query,
        helper: 'byCursor',
        next: `byCursor((page) => page${accessor(paging.next)}${paging.cursor === 'cursor' ? '' : `, ${quote(paging.cursor)}`})`,
      }
    case 'page-number':
      return {
        schema,
        query: [[paging.page, '1'], ...query],
        helper: 'byPageNumber',
        next: counted('byPageNumber', { records, told, parameter: paging.page, usual: 'page', end: 'pages' }),
      }
    case 'offset':
      return {
        schema,
        query,
        helper: 'byOffset',
        next: counted('byOffset', { records, told, parameter: paging.offset, usual: 'offset', end: 'total' }),
      }
  }
}

interface Told {
  readonly path: string
  readonly schema: string
}

/** What a page tells of the next one. */
function toldIn(paging: PagingPlan): Told | undefined {
  if (paging.style === 'none') return undefined
  if (paging.style === 'next-link') return { path: paging.next, schema: text }
  if (paging.style === 'cursor')
    return { path: paging.next, schema: 'z.union([z.string(), z.number()]).nullish()' }
  const path = paging.style === 'offset' ? paging.total : paging.pages
  return path === undefined ? undefined : { path, schema: count }
}

function shapeAt({ path, schema }: Told): Property {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) return [first, schema]
  const inner = call('z.object', [object([shapeAt({ path: rest.join('.'), schema })])])
  return [first, [inner, '.nullish()']]
}

/** `links.next` is `.links?.next`. */
const accessor = (path: string): string =>
  path
    .split('.')
    .map((part, index) => {
      const isName = /^[A-Za-z_$][\w$]*$/.test(part)
      const step = isName ? part : `[${quote(part)}]`
      return index === 0 ? (isName ? `.${step}` : step) : `?.${step}`
    })
    .join('')

interface Counted {
  records: string
  told: Told | undefined
  parameter: string
  usual: string
  end: 'pages' | 'total'
}

const counted = (helper: string, { records, told, parameter, usual, end }: Counted): Doc =>
  call(helper, [
    object([
      ['items', `(page) => ${records}`],
      told === undefined ? undefined : [end, `(page) => page${accessor(told.path)}`],
      parameter === usual ? undefined : ['parameter', quote(parameter)],
    ]),
  ])
