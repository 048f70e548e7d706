import { endsByArchive } from '../deletion/archived-at-hub.js'
import { processPage } from '../page/process-page.js'
import { stagedConnecPages, stagedExternalPages } from '../read/staging.js'
import type { EntityRun } from '../run-context.js'
import { hold } from './hold.js'
import { allowedOf, createMassCount, type MassCount, tooMuch } from './mass-change.js'

/** Looks at what was put aside of an entity before any of it is written. */
export interface MassGuard {
  /** So many changed records can never be too much. */
  allowed(): Promise<number>
  /** Whether all that was put aside would be too much; the entity is then held, and nothing of it is written. */
  stops(): Promise<boolean>
}

/** The guard of an entity; undefined where there is nothing to guard: few pairs, a dry run, or a person's consent. */
export async function massGuard(run: EntityRun): Promise<MassGuard | undefined> {
  const { context, entity, planner } = run
  const { store, link, settings, options } = context
  if (planner !== undefined || options.acceptMassChange) return undefined
  const shares = settings.massChange
  if (!(await store.idMaps.reaches(link.id, entity.name, shares.minimum))) return undefined
  let counted: Promise<number> | undefined
  /** Counted only when many records changed: a quiet run must not cost more the more pairs there are. */
  const countMapped = () => {
    counted ??= store.idMaps.count(link.id, { entity: entity.name })
    return counted
  }
  const allowed = async () =>
    allowedOf(Math.min(shares.overwrite, shares.inactivate), await countMapped(), shares)
  return {
    allowed,
    async stops() {
      if (!context.tally.keepsStaged) return false
      const staged = await store.staged.count(link.id, run.staging)
      if (staged < shares.minimum || staged <= (await allowed())) return false
      const mapped = await countMapped()
      const { displayName: application } = context.connector
      const words = tooMuch(await countChanges(run), { mapped, shares, application })
      if (words !== undefined) await hold(run, words)
      return words !== undefined
    },
  }
}

/** Whether a run that would end so many pairs must stop: the entity is then held, and none of them is ended. */
export async function stopsEnding(run: EntityRun, inactivated: number): Promise<boolean> {
  if ((await massGuard(run)) === undefined) return false
  const { store, link, settings, connector } = run.context
  const mapped = await store.idMaps.count(link.id, { entity: run.entity.name })
  const limits = { mapped, shares: settings.massChange, application: connector.displayName }
  const words = tooMuch({ overwritten: { connec: 0, external: 0 }, inactivated }, limits)
  if (words !== undefined) await hold(run, words, 'None of these pairs was ended')
  return words !== undefined
}

/** Plans everything that was put aside, page by page, and counts. */
async function countChanges(run: EntityRun) {
  const count = createMassCount()
  const fromApplication: EntityRun = { ...run, planner: counterOf(count) }
  for await (const page of stagedExternalPages(run))
    await processPage(fromApplication, { ...page, rivals: 'staged' })
  const fromHub: EntityRun = { ...run, planner: counterOf(count, run) }
  for await (const page of stagedConnecPages(run)) await processPage(fromHub, { ...page, rivals: 'none' })
  return count.total()
}

/** Counts works; with `besides`, not those whose record of the application was put aside, and so counted, as well. */
const counterOf = (count: MassCount, besides?: EntityRun): NonNullable<EntityRun['planner']> => ({
  async take(run, { works, beside }) {
    const counted = besides === undefined ? new Set() : await stagedIds(besides, works)
    for (const work of works) {
      if (endsByArchive(run, work)) count.end(1)
      const { externalId } = work.pairing.idMap ?? {}
      if (externalId == null || !counted.has(externalId)) count.add(work)
    }
    count.end(beside.idMaps.size)
  },
})

async function stagedIds(
  { context, staging }: EntityRun,
  works: Parameters<NonNullable<EntityRun['planner']>['take']>[1]['works'],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const [prepared, group] of Map.groupBy(works, ({ pairing }) => pairing.prepared)) {
    const recordIds = group.flatMap(({ pairing }) => pairing.idMap?.externalId ?? [])
    if (recordIds.length === 0) continue
    const place = { side: 'external', resource: prepared.pair.external, recordIds } as const
    for (const { recordId } of await context.store.staged.take(context.link.id, staging, place))
      found.add(recordId)
  }
  return found
}
