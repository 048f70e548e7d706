import type { Doc } from '../code/doc.js'
import { call, object, type Property, quote } from '../code/literals.js'
import { type ApiPlan, BY_NAME } from '../plan/connector-plan.js'

/** How the simulator cuts lists into pages. */
export function simulatedPaging(
  { paging, items: field }: Pick<ApiPlan, 'paging' | 'items'>,
  many = 'collection',
): {
  code: Doc
  helper: string
} {
  const items = field === BY_NAME ? { named: many } : field
  const size: Property[] = [
    ['size', quote(paging.size ?? 'limit')],
    ...(paging.largest === undefined ? [] : [['maxSize', String(paging.largest)] as const]),
  ]
  switch (paging.style) {
    case 'none':
      return {
        helper: '',
        code: [
          typeof items === 'object' && items !== null
            ? '({ records, collection }) => ('
            : '({ records }) => (',
          object([['body', inOnePiece(items)]]),
          ')',
        ],
      }
    case 'next-link':
      return paged('byLink', size, { items, told: [paging.next, 'next'] })
    case 'page-number':
      return paged('byPage', [['page', quote(paging.page)], ...size], {
        items,
        told: paging.pages === undefined ? undefined : [paging.pages, 'pages'],
      })
    case 'offset':
      return paged('byOffset', [['offset', quote(paging.offset)], ...size], {
        items,
        told: paging.total === undefined ? undefined : [paging.total, 'total'],
      })
    case 'cursor':
      return paged('byCursor', [['cursor', quote(paging.cursor)], ...size], {
        items,
        told: [paging.next, 'cursor'],
      })
  }
}

/** A field, one called like the collection, or the answer itself. */
type Items = string | { readonly named: string } | null

const fieldOf = (items: string | { readonly named: string }, value: string): Property =>
  typeof items === 'string' ? [items, value] : { code: `[${items.named}]: ${value}` }

function inOnePiece(items: Items): Doc {
  const records = 'records({ offset: 0, limit: 1_000_000 }).records'
  return items === null ? records : object([fieldOf(items, records)])
}

interface Answered {
  items: Items
  /** The path in the answer, and what the simulator calls it. */
  told: readonly [path: string, name: string] | undefined
}

function paged(helper: string, options: readonly Property[], { items, told }: Answered) {
  const answer: Doc =
    items === null
      ? '({ records }) => records'
      : [
          `({ ${['records', ...(typeof items === 'string' ? [] : ['collection']), ...(told ? [told[1]] : [])].join(', ')} }) => (`,
          object([fieldOf(items, 'records'), told === undefined ? undefined : at(told[0], told[1])]),
          ')',
        ]
  return { helper, code: call(helper, [object([...options, ['answer', answer]])]) }
}

/** `links.next` is `links: { next }`. */
function at(path: string, value: string): Property {
  const [first = '', ...rest] = path.split('.')
  return rest.length === 0 ? [first, value] : [first, object([at(rest.join('.'), value)])]
}
