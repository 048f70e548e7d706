import { cloneJson } from './clone-json.js'
import type { RecordPage } from './resource-store.js'
import type { Entry } from './sorted-index.js'

export interface PageQuery<T> {
  reversed: boolean
  where: ((record: Readonly<T>) => boolean) | undefined
  offset: number
  limit: number
}

/** Copies one page out of ordered entries; nothing but the page is copied. */
export function readPage<T>(entries: readonly Entry<T>[], query: PageQuery<T>): RecordPage<T> {
  return query.where ? filteredPage(entries, query, query.where) : plainPage(entries, query)
}

function plainPage<T>(
  entries: readonly Entry<T>[],
  { reversed, offset, limit }: PageQuery<T>,
): RecordPage<T> {
  const total = entries.length
  const end = Math.min(offset + limit, total)
  const records: T[] = []
  for (let i = offset; i < end; i += 1) {
    const entry = entries[reversed ? total - 1 - i : i]
    if (entry) records.push(cloneJson(entry.record))
  }
  return { records, total }
}

function filteredPage<T>(
  entries: readonly Entry<T>[],
  { reversed, offset, limit }: PageQuery<T>,
  where: (record: Readonly<T>) => boolean,
): RecordPage<T> {
  const records: T[] = []
  let total = 0
  for (let i = 0; i < entries.length; i += 1) {
    const record = entries[reversed ? entries.length - 1 - i : i]?.record
    if (!record || !where(record)) continue
    if (total >= offset && records.length < limit) records.push(cloneJson(record))
    total += 1
  }
  return { records, total }
}
