import { massGuard } from '../breaker/mass-guard.js'
import { processPage } from '../page/process-page.js'
import type { EntityRun } from '../run-context.js'
import { moveCursors } from './move-cursors.js'
import type { Places } from './places.js'
import { readConnec, readExternal, type TakePage } from './read-side.js'
import { processStagedConnec, processStagedExternal, stage } from './staging.js'

/**
 * One side after the other, the application first: the hub can then merge its records with what it has, and the second
 * half brings back what the hub knew more. A half that completed keeps its cursors even if the other one fails.
 */
export async function backfill(run: EntityRun, { external, connec }: Places): Promise<void> {
  const { store, link } = run.context
  await store.staged.clear(link.id, run.staging)
  const fromExternal = await half(run, {
    read: (take) => readExternal(run, external, take),
    processStaged: () => processStagedExternal(run, 'none'),
  })
  if (!fromExternal) return
  await moveCursors(run, external)
  const fromConnec = await half(run, {
    read: (take) => readConnec(run, connec, take),
    processStaged: () => processStagedConnec(run),
  })
  if (fromConnec) await moveCursors(run, connec)
}

interface Half {
  read(take: TakePage): Promise<void>
  processStaged(): Promise<void>
}

/** False when the entity was stopped before anything was written. */
async function half(run: EntityRun, { read, processStaged }: Half): Promise<boolean> {
  const guard = await massGuard(run)
  if (guard === undefined) {
    await read((page) => processPage(run, { ...page, rivals: 'none' }))
    return true
  }
  await read((page) => stage(run, page))
  if (await guard.stops()) return false
  await processStaged()
  return true
}
