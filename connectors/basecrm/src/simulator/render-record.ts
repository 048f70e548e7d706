import { withQuery } from '@duet/simulator'
import type { Shelf } from './application.js'
import type { Page } from './read-query.js'
import type { SimulatedRecord } from './simulated-record.js'

/** A record as the API shows it: every attribute is there, null where it is empty. */
export function attributesOf({ rules, app }: Shelf, record: SimulatedRecord): Record<string, unknown> {
  const shown: Record<string, unknown> = { id: record.id }
  for (const [name, { initial }] of Object.entries(rules.attributes)) shown[name] = record[name] ?? initial
  if (rules.type === 'product' && app.config.role === 'user') delete shown.cost
  const { created_at, updated_at } = record
  return { ...shown, ...rules.derive?.(record), created_at, updated_at }
}

/** One record in its envelope. */
export function renderRecord(shelf: Shelf, record: SimulatedRecord) {
  const { rules, app, collection } = shelf
  const version = rules.isVersioned ? { version: app.versions.of(collection, record.id) } : {}
  return { data: attributesOf(shelf, record), meta: { ...version, type: rules.type } }
}

/** A page of records; links lead to where the client came from, and `count` is that of the page. */
export function renderPage(shelf: Shelf, page: Page, found: { records: SimulatedRecord[]; total: number }) {
  const items = found.records.map((record) => renderRecord(shelf, record))
  const link = (number: number) => withQuery(page.url, { page: number, per_page: page.perPage })
  const isLast = page.number * page.perPage >= found.total
  return {
    items,
    meta: {
      type: 'collection',
      count: items.length,
      links: {
        self: link(page.number),
        ...(page.number > 1 && { first_page: link(1), prev_page: link(page.number - 1) }),
        ...(!isLast && { next_page: link(page.number + 1) }),
      },
    },
  }
}
