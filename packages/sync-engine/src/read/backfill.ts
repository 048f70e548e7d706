import { processPage } from '../page/process-page.js'
import type { EntityRun } from '../run-context.js'
import { moveCursors } from './move-cursors.js'
import type { Places } from './places.js'
import { connecPages, externalPages } from './read-pages.js'
import { reportPage } from './report-page.js'

/**
 * One side after the other, the application first: the hub can then merge its records with what it has, and the second
 * half brings back what the hub knew more. A half that completed keeps its cursors even if the other one fails.
 */
export async function backfill(run: EntityRun, { external, connec }: Places): Promise<void> {
  const { context } = run
  const pageSizeOf = (isFirst: boolean) =>
    isFirst ? context.settings.firstPageSize : context.settings.pageSize
  for (const { resource, cursor } of external) {
    const options = { since: cursor.since, pageSize: pageSizeOf(cursor.isFirst) }
    for await (const page of externalPages(run, resource, options)) {
      cursor.see(page)
      await processPage(run, { ...page, rivals: 'none' })
      await reportPage(run, 'external', page)
    }
  }
  await moveCursors(run, external)
  for (const { resource, cursor } of connec) {
    const options = { since: cursor.since, pageSize: pageSizeOf(cursor.isFirst) }
    for await (const page of connecPages(run, resource, options)) {
      cursor.see(page)
      await processPage(run, { ...page, rivals: 'none' })
      await reportPage(run, 'connec', page)
    }
  }
  await moveCursors(run, connec)
}
