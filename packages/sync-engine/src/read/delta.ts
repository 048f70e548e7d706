import type { AnyConnecResource } from '@duet/core'
import type { StagedRecord } from '@duet/store'
import { processPage } from '../page/process-page.js'
import type { EntityRun } from '../run-context.js'
import { restoredConnec, type SeenPage, type SeenRecord } from '../seen-record.js'
import { moveCursors } from './move-cursors.js'
import type { Places } from './places.js'
import { connecPages, externalPages } from './read-pages.js'
import { reportPage } from './report-page.js'

/**
 * Both sides together: changes at the hub are put aside in the store, then each page of the application meets its
 * rivals there, then the rest of what was put aside. Memory holds one page at a time. Cursors move at the end.
 */
export async function delta(run: EntityRun, { external, connec }: Places): Promise<void> {
  const { store, link, settings } = run.context
  await store.staged.clear(link.id, run.staging)
  for (const { resource, cursor } of connec) {
    for await (const page of connecPages(run, resource, {
      since: cursor.since,
      pageSize: settings.pageSize,
    })) {
      cursor.see(page)
      await stage(run, page)
      await reportPage(run, 'connec', page)
    }
  }
  for (const { resource, cursor } of external) {
    for await (const page of externalPages(run, resource, {
      since: cursor.since,
      pageSize: settings.pageSize,
    })) {
      cursor.see(page)
      await processPage(run, { ...page, rivals: 'staged' })
      await reportPage(run, 'external', page)
    }
  }
  for (const { resource } of connec) await processStaged(run, resource)
  await moveCursors(run, [...connec, ...external])
}

async function stage(run: EntityRun, page: SeenPage): Promise<void> {
  const { context, staging } = run
  await context.store.staged.save(
    page.seen.map((record): StagedRecord => stagedRow(context.link.id, staging, record)),
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

/** What no page of the application asked for. */
async function processStaged(run: EntityRun, resource: AnyConnecResource): Promise<void> {
  const { context, staging } = run
  const place = { side: 'connec', resource: resource.name, limit: context.settings.pageSize } as const
  for (;;) {
    const { rows } = await context.store.staged.page(context.link.id, staging, place)
    if (rows.length === 0) return
    const seen = rows.map(({ payload }) => restoredConnec(resource, payload))
    await processPage(run, { seen, unread: [], rivals: 'none', consumed: rows })
  }
}
