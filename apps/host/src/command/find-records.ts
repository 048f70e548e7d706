import type { Link, Store } from '@duet/store'
import { idsOfLink } from '../inbox.js'
import { UsageError } from './usage-error.js'

/** The inbox records of these ids, by link. Throws `UsageError` for an id no inbox has. */
export async function findRecords(
  store: Store,
  ids: readonly string[],
): Promise<{ link: Link; ids: string[] }[]> {
  const links = await store.links.list()
  const found = await Promise.all(
    links.map(async (link) => ({ link, ids: await idsOfLink(store, link.id, ids) })),
  )
  const known = new Set(found.flatMap((own) => own.ids))
  const unknown = ids.find((id) => !known.has(id))
  if (unknown !== undefined)
    throw new UsageError(`Failed to find the record "${unknown}" in an inbox. "duet inbox list" lists them.`)
  return found.filter((own) => own.ids.length > 0)
}
