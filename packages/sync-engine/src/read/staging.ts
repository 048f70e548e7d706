import type { AnyConnecResource, AnyResource, Side } from '@duet/core'
import type { StagedRecord } from '@duet/store'
import type { PageInput } from '../page/page-input.js'
import { passBy } from '../page/pass-by.js'
import { processPage } from '../page/process-page.js'
import type { EntityRun } from '../run-context.js'
import { restoredConnec, type SeenPage, type SeenRecord } from '../seen-record.js'
import { seenOf } from './read-pages.js'
import { connecResources, externalResources } from './resources.js'

/** A page that was put aside, with its rows. */
export interface StagedPage extends SeenPage {
  readonly rows: readonly StagedRecord[]
}

/** Puts aside what moved of a page; what did not, and what could not be read of it, is dealt with at once. */
export async function stage(run: EntityRun, page: SeenPage): Promise<void> {
  const { context, staging } = run
  const moving = page.seen.length === 0 ? [] : await passBy(run, page.seen)
  if (moving.length > 0) context.tally.keepsStaged = true
  await context.store.staged.save(
    moving.map((record): StagedRecord => stagedRow(context.link.id, staging, record)),
  )
  if (page.unread.length > 0) await processPage(run, { seen: [], unread: page.unread, rivals: 'none' })
}

const stagedRow = (linkId: string, entity: string, record: SeenRecord): StagedRecord => ({
  linkId,
  entity,
  side: record.side,
  resource: record.resource,
  recordId: record.id,
  peerId: record.externalIds[0] ?? null,
  payload: record.payload(),
  recordUpdatedAt: record.updatedAt?.getTime() ?? null,
})

/** What was put aside of the application, in pages that may be taken off meanwhile. */
export async function* stagedExternalPages(run: EntityRun): AsyncGenerator<StagedPage> {
  for (const resource of externalResources(run.entity)) {
    for await (const rows of stagedRows(run, 'external', resource.name))
      yield restoredExternal(resource, rows)
  }
}

/** What was put aside of the hub, in pages that may be taken off meanwhile. */
export async function* stagedConnecPages(run: EntityRun): AsyncGenerator<StagedPage> {
  for (const resource of connecResources(run.entity)) {
    for await (const rows of stagedRows(run, 'connec', resource.name)) yield restoredHub(resource, rows)
  }
}

async function* stagedRows(
  { context, staging }: EntityRun,
  side: Side,
  resource: string,
): AsyncGenerator<readonly StagedRecord[]> {
  const { store, link, settings, tally } = context
  if (!tally.keepsStaged) return
  let after: string | undefined
  do {
    const place = { side, resource, after, limit: settings.pageSize }
    const { rows, next } = await store.staged.page(link.id, staging, place)
    if (rows.length > 0) yield rows
    after = next
  } while (after !== undefined)
}

const restoredExternal = (resource: AnyResource, rows: readonly StagedRecord[]): StagedPage => ({
  ...seenOf(
    resource,
    rows.map(({ payload }) => payload),
  ),
  rows,
})

const restoredHub = (resource: AnyConnecResource, rows: readonly StagedRecord[]): StagedPage => ({
  seen: rows.map(({ payload }) => restoredConnec(resource, payload)),
  unread: [],
  rows,
})

/** Works on what was put aside of the application; `rivals` says whether the hub's side was put aside as well. */
export async function processStagedExternal(run: EntityRun, rivals: PageInput['rivals']): Promise<void> {
  for await (const { seen, unread, rows } of stagedExternalPages(run))
    await processPage(run, { seen, unread, rivals, consumed: rows })
}

/** Works on what is left of what was put aside of the hub. */
export async function processStagedConnec(run: EntityRun): Promise<void> {
  for await (const { seen, rows } of stagedConnecPages(run))
    await processPage(run, { seen, unread: [], rivals: 'none', consumed: rows })
}
