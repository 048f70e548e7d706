import type { Side } from '@duet/core'
import type { EntityRun } from '../run-context.js'
import type { SeenPage } from '../seen-record.js'

/** Says how far the run is. */
export async function reportPage(run: EntityRun, side: Side, page: SeenPage): Promise<void> {
  if (run.planner !== undefined) return
  const { context, entity } = run
  const records = page.seen.length + page.unread.length
  const { read } = context.tally
  await context.store.runs.progress(context.run.id, { entity: entity.name, side, read })
  context.log({ event: 'page', linkId: context.link.id, entity: entity.name, side, records })
}
