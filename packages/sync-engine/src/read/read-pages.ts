import type { ConnecPage } from '@duet/connec-client'
import { type AnyConnecResource, type AnyResource, type Checkpoint, DuetError } from '@duet/core'
import { hashOf } from '../canonical.js'
import { flatten } from '../image.js'
import type { EntityRun } from '../run-context.js'
import { RunStop, readFailed } from '../run-stop.js'
import {
  asJson,
  type SeenPage,
  type SeenRecord,
  seenConnec,
  seenExternal,
  type UnreadRecord,
} from '../seen-record.js'

export interface ReadPagesOptions {
  /** Only what changed since; undefined for everything. */
  readonly since: Date | undefined
  readonly pageSize: number
}

/** Where a list of the application is read on. */
export interface ReadExternalOptions extends ReadPagesOptions {
  readonly checkpoint?: Checkpoint | undefined
}

/** Where a list of the hub is read on. */
export interface ReadConnecOptions extends ReadPagesOptions {
  /** Records left out at its start. */
  readonly skip?: number | undefined
}

/** Pages of one resource of the application. Throws `RunStop` when it cannot be read. */
export async function* externalPages(
  { context }: EntityRun,
  resource: AnyResource,
  { since, pageSize, checkpoint }: ReadExternalOptions,
): AsyncGenerator<SeenPage> {
  const options = { pageSize, ...(since && { since }), ...(checkpoint && { checkpoint }) }
  const pages = resource.list(context.http, options)
  for await (const page of orStop(pages, { context, what: resource.name })) yield seenOf(resource, page)
}

/** Pages of one Connec! resource, as far as the entity's filter wants them. Throws `RunStop` when it cannot be read. */
export async function* connecPages(
  { context, entity }: EntityRun,
  resource: AnyConnecResource,
  { since, pageSize, skip }: ReadConnecOptions,
): AsyncGenerator<SeenPage> {
  const filter = entity.filter[resource.name]?.query
  const pages = context.connec.list(resource, { since, filter, pageSize, skip })
  const what = `${resource.collection} of Connec!`
  for await (const page of orStop(pages, { context, what })) yield seenOfHub(resource, page)
}

/** Parses a page of the application; a record that does not fit costs itself alone. */
export function seenOf(resource: AnyResource, page: readonly unknown[]): SeenPage {
  const seen: SeenRecord[] = []
  const unread: UnreadRecord[] = []
  for (const raw of page) {
    try {
      seen.push(seenExternal(resource, raw))
    } catch (error) {
      const payload = asJson(raw)
      const id = resource.idOf(raw) ?? `unreadable ${hashOf({ payload }).slice(0, 16)}`
      unread.push({ side: 'external', resource: resource.name, id, error: asError(error), payload })
    }
  }
  return { seen, unread }
}

export function seenOfHub(resource: AnyConnecResource, page: ConnecPage): SeenPage {
  return {
    seen: page.records.map((record) => seenConnec(resource, record)),
    unread: page.failures.map(({ id, error }) => ({
      side: 'connec',
      resource: resource.name,
      id: id ?? `unreadable ${hashOf(flatten({ message: error.message })).slice(0, 16)}`,
      error,
      payload: null,
    })),
  }
}

async function* orStop<Page>(
  pages: AsyncIterable<Page>,
  { context, what }: { context: EntityRun['context']; what: string },
): AsyncGenerator<Page> {
  const iterator = pages[Symbol.asyncIterator]()
  let isDone = false
  try {
    for (;;) {
      if (context.signal.aborted)
        throw new RunStop('The run was stopped; the next one goes on.', { status: 'failed' })
      const next = await nextPage(iterator, what)
      if (next.done) {
        isDone = true
        return
      }
      yield next.value
    }
  } finally {
    if (!isDone) await iterator.return?.()
  }
}

async function nextPage<Page>(iterator: AsyncIterator<Page>, what: string): Promise<IteratorResult<Page>> {
  try {
    return await iterator.next()
  } catch (error) {
    throw readFailed(what, error)
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new DuetError(String(error)))

/** The moment by which a record is read again: its last change, else its creation. */
export const momentOf = ({ updatedAt, createdAt }: SeenRecord): number | undefined =>
  (updatedAt ?? createdAt)?.getTime()
