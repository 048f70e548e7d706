import type { ListQuery } from '../list-records.js'

/** Where a page is in its list; `next` keeps every parameter and is absent on the last page. */
export function pagination(url: URL, { skip, top }: ListQuery, total: number): object {
  const place = { skip, top, total }
  if (skip + top >= total) return place
  const next = new URL(url)
  next.searchParams.set('$skip', String(skip + top))
  next.searchParams.set('$top', String(top))
  return { ...place, next: next.href }
}
