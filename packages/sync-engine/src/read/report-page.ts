import type { Side } from '@duet/core'
import type { EntityRun } from '../run-context.js'
import type { SeenPage } from '../seen-record.js'

/** Notes how far the run is, unless the commit of a page has done so. */
async function noteProgress({ context, entity }: EntityRun): Promise<void> {
  const { store, run, tally } = context
  const progress = { entity: entity.name, side: tally.side, read: tally.read }
  const noted = JSON.stringify(progress)
  if (noted === tally.noted) return
  tally.noted = noted
  await store.runs.progress(run.id, progress)
}

/** Says how far the run is. */
export async function reportPage(run: EntityRun, side: Side, page: SeenPage): Promise<void> {
  const { context, entity } = run
  const records = page.seen.length + page.unread.length
  // A plan is no run: nothing of it is noted in the store.
  if (run.planner === undefined) {
    context.tally.side = side
    await noteProgress(run)
  }
  context.log({ event: 'page', linkId: context.link.id, entity: entity.name, side, records })
}
