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

/** The links meant; where nothing is named, the only one there is. Throws `UsageError`. */
export async function findLinksOrOnly(store: Store, name: string | undefined): Promise<Link[]> {
  if (name !== undefined) return await findLinks(store, name)
  const links = await store.links.list()
  if (links.length === 1) return links
  throw new UsageError(
    links.length === 0
      ? 'Failed to choose a link: there is none. Link an account on the page of a company: duet serve, or duet dev for the author of a connector.'
      : `Failed to choose a link: there are ${links.length}. Name one of them, or a connector: "duet links" lists them.`,
  )
}
