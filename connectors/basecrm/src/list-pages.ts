import { type Http, isoDate, type ListOptions } from '@duet/core'
import { z } from 'zod'
import { listing, single } from './envelope.js'

/** How a list is read. */
export interface ListOrder {
  /** For whole lists: a field that never changes, so that no record moves from page to page; the list's own if absent. */
  full?: string
  /** For reads since a moment; absent where the list cannot be sorted by the last change. */
  newestFirst?: 'updated_at:desc'
}

/** The largest page every list allows. */
const LARGEST_PAGE = 100

/**
 * Pages of a list. No list of Base CRM filters by time: where it sorts by the last change, reading starts at the newest
 * (the plain `sort_by=updated_at` starts at the oldest) and ends after a page that lies before `since` as a whole;
 * elsewhere everything is read. Either way only records changed at or after `since` come out, equal moments included,
 * for moments have whole seconds and many records share one.
 */
export async function* listPages(
  http: Http,
  path: string,
  { since, pageSize, checkpoint, order }: ListOptions & { order: ListOrder },
): AsyncGenerator<unknown[], void, undefined> {
  const newestFirst = since === undefined ? undefined : order.newestFirst
  const query = { sort_by: newestFirst ?? order.full, page: 1, per_page: Math.min(pageSize, LARGEST_PAGE) }
  const next = (page: z.output<typeof listing>) => page.meta?.links?.next_page ?? undefined
  for await (const { items } of http.pages(path, listing, { query, next, checkpoint })) {
    const records = items.map(unwrapped)
    const fresh = since === undefined ? records : records.filter((record) => changedSince(record, since))
    if (fresh.length > 0) yield fresh
    if (newestFirst !== undefined && fresh.length === 0) return
  }
}

/** An item without its envelope fails by itself when it is parsed, and costs no other. */
const unwrapped = (item: unknown): unknown => single.safeParse(item).data?.data ?? item

const changed = z.object({ updated_at: isoDate })

/** A record whose moment cannot be read is kept: whoever parses it says what is wrong with it. */
function changedSince(record: unknown, since: Date): boolean {
  const parsed = changed.safeParse(record)
  return !parsed.success || parsed.data.updated_at >= since
}
