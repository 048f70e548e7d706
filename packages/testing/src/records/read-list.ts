import type { ListOptions, ReadRecord, Resource } from '@duet/core'
import type { Session } from '../session.js'

/** More pages than any check fills. */
const TOO_MANY_PAGES = 500

/** Small enough that a few records fill several pages. */
export const PAGE_SIZE = 2

export interface Reading {
  since?: Date
  /** Runs after each page. */
  afterPage?: (page: number) => void
}

/** All records of a list as they come, again and again where a page repeats some. Throws when it does not end. */
export async function readList(
  { http }: Pick<Session, 'http'>,
  resource: Resource,
  { since, afterPage = () => {} }: Reading = {},
): Promise<ReadRecord[]> {
  const options: ListOptions = since === undefined ? { pageSize: PAGE_SIZE } : { pageSize: PAGE_SIZE, since }
  const records: ReadRecord[] = []
  let pages = 0
  for await (const page of resource.list(http, options)) {
    records.push(...page.map((record) => resource.parse(record)))
    pages += 1
    if (pages > TOO_MANY_PAGES) throw new Error(`the list of ${resource.name} does not end`)
    afterPage(pages)
  }
  return records
}

/** The ids in order, repeated ones repeated. */
export const idsOf = (records: readonly ReadRecord[]): string[] => records.map(({ id }) => id)
