import { type AnyConnecResource, type AnyResource, EntityNotFoundError } from '@duet/core'
import pLimit from 'p-limit'
import type { EntityRun } from '../run-context.js'
import { readFailed } from '../run-stop.js'
import type { SeenPage } from '../seen-record.js'
import { seenOf, seenOfHub } from './read-pages.js'

/** Records that were looked for by id. */
export interface FoundRecords extends SeenPage {
  /** Ids of records that are gone. */
  readonly gone: readonly string[]
}

/** Reads records of the application by id; the resource must be able to. Throws `RunStop` for a failed read. */
export async function readExternalByIds(
  { context }: EntityRun,
  resource: AnyResource,
  ids: readonly string[],
): Promise<FoundRecords> {
  const limit = pLimit(context.settings.concurrency)
  const gone: string[] = []
  const read = async (id: string): Promise<unknown[]> => {
    try {
      return [await resource.read?.(context.http, id)]
    } catch (error) {
      if (!(error instanceof EntityNotFoundError)) throw readFailed(`a record of ${resource.name}`, error)
      gone.push(id)
      return []
    }
  }
  const found = await Promise.all([...new Set(ids)].map((id) => limit(() => read(id))))
  return { ...seenOf(resource, found.flat()), gone }
}

/** Reads records of the hub by id, in chunks. Throws `RunStop` for a failed read. */
export async function readConnecByIds(
  { context }: EntityRun,
  resource: AnyConnecResource,
  ids: readonly string[],
): Promise<FoundRecords> {
  if (ids.length === 0) return { seen: [], unread: [], gone: [] }
  try {
    const page = seenOfHub(resource, await context.connec.readMany(resource, ids))
    const found = new Set([...page.seen, ...page.unread].map(({ id }) => id))
    return { ...page, gone: resource.singleton ? [] : ids.filter((id) => !found.has(id)) }
  } catch (error) {
    throw readFailed(`${resource.collection} of Connec!`, error)
  }
}
