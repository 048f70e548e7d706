import { massGuard } from '../breaker/mass-guard.js'
import { processPage } from '../page/process-page.js'
import type { EntityRun } from '../run-context.js'
import { moveCursors } from './move-cursors.js'
import type { Places } from './places.js'
import { readConnec, readExternal } from './read-side.js'
import { processStagedConnec, processStagedExternal, stage } from './staging.js'

/**
 * Both sides together: changes at the hub are put aside in the store, then each page of the application meets its
 * rivals there, then the rest of what was put aside. Memory holds one page at a time. Cursors move at the end.
 *
 * Where many pairs could be changed at once, the application's pages are put aside as well, so that all of it can be
 * counted before any of it is written.
 */
export async function delta(run: EntityRun, { external, connec }: Places): Promise<void> {
  const { store, link, tally } = run.context
  if (tally.keepsStaged) await store.staged.clear(link.id, run.staging)
  await readConnec(run, connec, (page) => stage(run, page))
  const guard = await massGuard(run)
  if (guard === undefined) {
    await readExternal(run, external, (page) => processPage(run, { ...page, rivals: 'staged' }))
  } else {
    await readExternal(run, external, (page) => stage(run, page))
    if (await guard.stops()) return
    await processStagedExternal(run, 'staged')
  }
  await processStagedConnec(run)
  await moveCursors(run, [...connec, ...external])
}
