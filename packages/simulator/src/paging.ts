/** Where a numbered page (from 1) lies: `store.page({ where, ...pageWindow(3, 25) })`. */
export function pageWindow(page: number, perPage: number): { offset: number; limit: number } {
  return { offset: (page - 1) * perPage, limit: perPage }
}

/** One numbered page (from 1) of a list that is at hand. */
export function paginate<T>(
  records: readonly T[],
  { page, perPage }: { page: number; perPage: number },
): { records: T[]; total: number; next: number | undefined } {
  const { offset, limit } = pageWindow(page, perPage)
  const { next, ...rest } = paginateByOffset(records, { offset, limit })
  return { ...rest, next: next === undefined ? undefined : page + 1 }
}

/** The part of a list that skips `offset` records; `next` is the offset to go on from. */
export function paginateByOffset<T>(
  records: readonly T[],
  { offset, limit }: { offset: number; limit: number },
): { records: T[]; total: number; next: number | undefined } {
  const end = offset + limit
  const next = end < records.length ? end : undefined
  return { records: records.slice(offset, end), total: records.length, next }
}

/** A URL with some query parameters replaced, all others kept: the link to the next page. */
export function withQuery(url: string, parameters: Record<string, string | number>): string {
  const changed = new URL(url)
  for (const [name, value] of Object.entries(parameters)) changed.searchParams.set(name, String(value))
  return changed.href
}
