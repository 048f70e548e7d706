/** One page of a list that is read in pieces; pass `next` as `after` to read on. */
export interface Page<Row> {
  rows: Row[]
  /** Absent on the last page. */
  next?: string
}

/** Rows a single statement carries: large enough to amortise the commit, small enough to leave the event loop alone. */
export const PAGE_SIZE = 500

/** The list in pieces of at most {@link PAGE_SIZE}. */
export function* pagesOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += PAGE_SIZE) yield items.slice(start, start + PAGE_SIZE)
}

/** Reads `ids` a page at a time and puts the rows together; repeated ids are asked for once. */
export async function readInPages<Row>(
  ids: Iterable<string>,
  read: (ids: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const page of pagesOf([...new Set(ids)])) rows.push(...(await read(page)))
  return rows
}

/** The last row of each key: one statement must not write the same row twice. */
export function lastOfEach<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()]
}

/** A key of several parts that cannot collide with another one. */
export const keyOf = (...parts: readonly string[]): string => parts.join('\u0000')

/** A page out of `limit + 1` rows: the extra one only tells that there is more. */
export function toPage<Row>(rows: Row[], limit: number, positionOf: (row: Row) => string): Page<Row> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return rows.length > limit && last !== undefined ? { rows: shown, next: positionOf(last) } : { rows: shown }
}
