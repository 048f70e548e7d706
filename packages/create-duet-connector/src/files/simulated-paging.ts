import type { Doc } from '../code/doc.js'
import { call, object, type Property, quote } from '../code/literals.js'
import type { ApiPlan } from '../plan/connector-plan.js'

/** How the simulator cuts lists into pages. */
export function simulatedPaging({ paging, items }: Pick<ApiPlan, 'paging' | 'items'>): {
  code: Doc
  helper: string
} {
  const size: Property[] = [
    ['size', quote(paging.size ?? 'limit')],
    ...(paging.largest === undefined ? [] : [['maxSize', String(paging.largest)] as const]),
  ]
  switch (paging.style) {
    case 'none':
      return { helper: '', code: ['({ records }) => (', object([['body', inOnePiece(items)]]), ')'] }
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

function inOnePiece(items: string | null): Doc {
  const records = 'records({ offset: 0, limit: 1_000_000 }).records'
  return items === null ? records : object([[items, records]])
}

interface Answered {
  items: string | null
  /** The path in the answer, and what the simulator calls it. */
  told: readonly [path: string, name: string] | undefined
}

function paged(helper: string, options: readonly Property[], { items, told }: Answered) {
  const answer: Doc =
    items === null
      ? '({ records }) => records'
      : [
          told === undefined ? '({ records }) => (' : `({ records, ${told[1]} }) => (`,
          object([[items, 'records'], told === undefined ? undefined : at(told[0], told[1])]),
          ')',
        ]
  return { helper, code: call(helper, [object([...options, ['answer', answer]])]) }
}

/** `links.next` is `links: { next }`. */
function at(path: string, value: string): Property {
  const [first = '', ...rest] = path.split('.')
  return rest.length === 0 ? [first, value] : [first, object([at(rest.join('.'), value)])]
}
