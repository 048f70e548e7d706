import type { RunContext } from '../run-context.js'
import type { SeenPage } from '../seen-record.js'

/** Some pages of a list, one after the other, and all their records together. */
export interface GatheredPages<Item> extends SeenPage {
  readonly last: Item
}

/** Whoever asks for small pages wants small steps. */
const MOST_PAGES = 10

/**
 * Takes the pages of a list together until they hold `size` records, so that the database is asked once for many small
 * pages. A record that comes again, as lists do while they move, begins the next ones. Where reading fails, what was
 * read before is worked on first; a run that is stopped leaves it.
 */
export async function* gather<Item>(
  { signal, settings }: RunContext,
  items: AsyncIterable<Item>,
  { pageOf, pageSize }: { pageOf: (item: Item) => SeenPage; pageSize: number },
): AsyncGenerator<GatheredPages<Item>> {
  const size = Math.min(settings.workingSet, MOST_PAGES * pageSize)
  let held: Item[] = []
  const ids = new Set<string>()
  const take = (): GatheredPages<Item>[] => {
    const last = held.at(-1)
    if (last === undefined) return []
    const pages = held.map(pageOf)
    held = []
    ids.clear()
    const [seen, unread] = [pages.flatMap((page) => page.seen), pages.flatMap((page) => page.unread)]
    return [{ seen, unread, last }]
  }
  try {
    for await (const item of items) {
      const { seen, unread } = pageOf(item)
      const own = [...seen, ...unread].map(({ id }) => id)
      if (ids.size + own.length > size || own.some((id) => ids.has(id))) yield* take()
      held.push(item)
      for (const id of own) ids.add(id)
      if (ids.size >= size) yield* take()
    }
  } catch (error) {
    if (!signal.aborted) yield* take()
    throw error
  }
  yield* take()
}
