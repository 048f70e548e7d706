import type { Entity, Side } from '@duet/core'
import type { StagedRecord } from '@duet/store'
import { processPage } from '../page/process-page.js'
import { seenOf } from '../read/read-pages.js'
import { connecResources, externalResources } from '../read/resources.js'
import type { EntityRun, RunContext } from '../run-context.js'
import { restoredConnec, type SeenPage } from '../seen-record.js'
import { createSecondLook } from './plan-recorder.js'
import { type Recording, waitingOf } from './recording.js'

/** Looks again at records that waited for others, as long as some find theirs planned by now. */
export async function lookAgain(
  context: RunContext,
  entities: readonly Entity[],
  recording: Recording,
): Promise<void> {
  for (;;) {
    let moved = 0
    for (const entity of entities) moved += await lookAgainAt(context, entity, recording)
    if (moved === 0) return
  }
}

async function lookAgainAt(context: RunContext, entity: Entity, recording: Recording): Promise<number> {
  const { store, linkId, planId } = recording
  const area = waitingOf(planId, entity.name)
  const before = await store.staged.count(linkId, area)
  if (before === 0) return 0
  const prepared = await context.entityRun(entity)
  const run: EntityRun = { ...prepared, planner: createSecondLook(recording) }
  for (const { name } of externalResources(entity))
    await page(run, { area, side: 'external', resource: name })
  for (const { name } of connecResources(entity)) await page(run, { area, side: 'connec', resource: name })
  return before - (await store.staged.count(linkId, area))
}

interface Waiting {
  readonly area: string
  readonly side: Side
  readonly resource: string
}

async function page(run: EntityRun, { area, ...place }: Waiting): Promise<void> {
  const { store, link, settings } = run.context
  let after: string | undefined
  do {
    const found = await store.staged.page(link.id, area, { ...place, after, limit: settings.pageSize })
    await processPage(run, { ...restored(run, place, found.rows), rivals: 'none', consumed: found.rows })
    after = found.next
  } while (after !== undefined)
}

function restored(
  { entity }: EntityRun,
  { side, resource }: Omit<Waiting, 'area'>,
  rows: readonly StagedRecord[],
): SeenPage {
  if (side === 'external') {
    const external = externalResources(entity).find(({ name }) => name === resource)
    const raws = rows.map(({ payload }) => payload)
    return external ? seenOf(external, raws) : { seen: [], unread: [] }
  }
  const connec = connecResources(entity).find(({ name }) => name === resource)
  return { seen: connec ? rows.map(({ payload }) => restoredConnec(connec, payload)) : [], unread: [] }
}
