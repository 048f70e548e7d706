import type { Link, Store } from '@duet/store'
import { UsageError } from './usage-error.js'

/** The links meant by an id, the beginning of one, or the name of a connector. Throws `UsageError` when there is none. */
export async function findLinks(store: Store, name: string): Promise<Link[]> {
  const links = await store.links.list()
  const found = links.filter(({ id, connector }) => id === name || connector === name)
  if (found.length > 0) return found
  const begun = links.filter(({ id }) => id.startsWith(name))
  if (begun.length === 1) return begun
  throw new UsageError(
    `Failed to find the link "${name}": ${begun.length === 0 ? 'no link has this id or connector' : 'several ids begin so'}. "duet links" lists them.`,
  )
}
