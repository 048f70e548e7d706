import type { Side } from '@duet/core'
import { massGuard } from '../breaker/mass-guard.js'
import type { PageInput } from '../page/page-input.js'
import { processPage } from '../page/process-page.js'
import type { EntityRun } from '../run-context.js'
import type { SeenPage } from '../seen-record.js'
import type { CursorKeeper } from './cursor.js'
import { type FirstPage, firstConnecPages, firstExternalPages } from './first-pages.js'
import { gather } from './gather.js'
import { moveCursors } from './move-cursors.js'
import type { Places } from './places.js'
import { readConnec, readExternal, type TakePage } from './read-side.js'
import { reportPage } from './report-page.js'
import { processStagedConnec, processStagedExternal, stage } from './staging.js'

/**
 * One side after the other, the application first: the hub can then merge its records with what it has, and the second
 * half brings back what the hub knew more. Each page done is a checkpoint; a resource that was read to its end keeps its
 * cursor whatever comes after it, and is asked for its changes only.
 */
export async function backfill(run: EntityRun, { external, connec }: Places): Promise<void> {
  const { store, link, tally } = run.context
  if (tally.keepsStaged) await store.staged.clear(link.id, run.staging)
  // What the hub's half has not come to yet would be written over unseen.
  const rivals = connec.length > 0 && run.planner === undefined ? 'read' : 'none'
  for (const place of external.filter(isFirst)) {
    await readFirst(run, { side: 'external', cursor: place.cursor, rivals }, firstExternalPages(run, place))
    await moveCursors(run, [place])
  }
  const fromExternal = await changesOf(run, external.filter(isLater), {
    rivals,
    read: (places, take) => readExternal(run, places, take),
    processStaged: () => processStagedExternal(run, rivals),
  })
  if (!fromExternal) return
  for (const place of connec.filter(isFirst)) {
    await readFirst(
      run,
      { side: 'connec', cursor: place.cursor, rivals: 'none' },
      firstConnecPages(run, place),
    )
    await moveCursors(run, [place])
  }
  await changesOf(run, connec.filter(isLater), {
    rivals: 'none',
    read: (places, take) => readConnec(run, places, take),
    processStaged: () => processStagedConnec(run),
  })
}

const isFirst = ({ cursor }: { readonly cursor: CursorKeeper }): boolean => cursor.isFirst
const isLater = ({ cursor }: { readonly cursor: CursorKeeper }): boolean => !cursor.isFirst

/**
 * Nothing has been agreed yet that a breaker could guard. Where a run before died after a page and before its
 * checkpoint, pairs are known already, and may have been edited at the hub since.
 */
async function readFirst(
  run: EntityRun,
  { side, cursor, rivals }: { side: Side; cursor: CursorKeeper; rivals: PageInput['rivals'] },
  pages: AsyncGenerator<FirstPage>,
): Promise<void> {
  run.context.tally.side = side
  const pageSize = run.context.settings.firstPageSize
  for await (const { last, ...page } of gather(run.context, pages, { pageOf, pageSize })) {
    cursor.see(page)
    const reached = last.at === undefined ? undefined : cursor.reached(last.at, last.page)
    await processPage(run, { ...page, rivals, reached })
    await reportPage(run, side, page)
  }
}

const pageOf = ({ page }: FirstPage): SeenPage => page

interface Half<Place> {
  readonly rivals: PageInput['rivals']
  read(places: readonly Place[], take: TakePage): Promise<void>
  processStaged(): Promise<void>
}

/** False when the entity was stopped before anything was written. */
async function changesOf<Place extends { readonly cursor: CursorKeeper }>(
  run: EntityRun,
  places: readonly Place[],
  { rivals, read, processStaged }: Half<Place>,
): Promise<boolean> {
  if (places.length === 0) return true
  const guard = await massGuard(run)
  if (guard === undefined) await read(places, (page) => processPage(run, { ...page, rivals }))
  else {
    await read(places, (page) => stage(run, page))
    if (await guard.stops()) return false
    await processStaged()
  }
  await moveCursors(run, places)
  return true
}
