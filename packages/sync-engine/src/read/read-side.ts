import type { EntityRun } from '../run-context.js'
import type { SeenPage } from '../seen-record.js'
import { gather } from './gather.js'
import type { Places } from './places.js'
import { connecPages, externalPages } from './read-pages.js'
import { reportPage } from './report-page.js'

/** What is done with a page that was read. */
export type TakePage = (page: SeenPage) => Promise<void>

const pageSizeOf = ({ context }: EntityRun, isFirst: boolean): number =>
  isFirst ? context.settings.firstPageSize : context.settings.pageSize

const asIs = (page: SeenPage): SeenPage => page

/** Reads the application's resources of an entity, page by page. */
export async function readExternal(
  run: EntityRun,
  places: Places['external'],
  take: TakePage,
): Promise<void> {
  for (const { resource, cursor, scan } of places) {
    const options = { since: cursor.since, pageSize: pageSizeOf(run, cursor.isFirst) }
    const gathering = { pageOf: asIs, pageSize: options.pageSize }
    run.context.tally.side = 'external'
    for await (const page of gather(run.context, externalPages(run, resource, options), gathering)) {
      cursor.see(page)
      await scan?.see(page)
      await take(page)
      await reportPage(run, 'external', page)
    }
    scan?.finish()
  }
}

/** Reads the Connec! resources of an entity, page by page. */
export async function readConnec(run: EntityRun, places: Places['connec'], take: TakePage): Promise<void> {
  for (const { resource, cursor, scan } of places) {
    const options = { since: cursor.since, pageSize: pageSizeOf(run, cursor.isFirst) }
    const gathering = { pageOf: asIs, pageSize: options.pageSize }
    run.context.tally.side = 'connec'
    for await (const page of gather(run.context, connecPages(run, resource, options), gathering)) {
      cursor.see(page)
      await scan?.see(page)
      await take(page)
      await reportPage(run, 'connec', page)
    }
    scan?.finish()
  }
}
