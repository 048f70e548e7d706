import { outcomeOf } from '../apply/outcome-of.js'
import type { PageChanges } from '../apply/page-changes.js'
import type { Work } from '../apply/work.js'
import { recordsOf } from '../page/pairing.js'
import { isWrite } from '../plan/operation.js'
import type { EntityRun } from '../run-context.js'
import { ageOf } from './age-of.js'
import { endsPair } from './planned-rows.js'
import type { Recording } from './recording.js'

/** Counts what would become of the records of a work. */
export function countWork(run: EntityRun, work: Work, { counts, historyLimitNow }: Recording): void {
  const entity = run.entity.name
  for (const { side } of recordsOf(work.pairing)) {
    const operation = work.plan[side]
    if (operation === undefined) continue
    if (isWrite(operation)) counts.add({ entity, side, outcome: operation.kind, reason: '' })
    else {
      const { outcome, reason } = outcomeOf(work, side) ?? { outcome: 'unchanged', reason: '' }
      counts.add({ entity, side, outcome, reason })
    }
    const age = ageOf(work, side, { historyLimitNow, policy: run.policy })
    if (age !== undefined) counts.add({ entity, side, outcome: 'history', reason: age })
  }
  const endSide = work.pairing.external === undefined ? 'connec' : 'external'
  if (endsPair(work)) counts.add({ entity, side: endSide, outcome: 'inactivate', reason: '' })
  for (const { winner } of work.plan.conflicts)
    counts.add({ entity, side: 'connec', outcome: 'conflict', reason: winner ?? 'open' })
}

/** Counts what of a page never becomes a pair. */
export function countBeside(run: EntityRun, { ledger, idMaps }: PageChanges, { counts }: Recording): void {
  for (const { count, ...entry } of ledger) counts.add(entry, count)
  for (const _ of idMaps.values())
    counts.add({ entity: run.entity.name, side: 'external', outcome: 'inactivate', reason: '' })
}
