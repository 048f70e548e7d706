import type { Side } from '@duet/core'
import type { PlannedRecord, Store } from '@duet/store'
import type { Work } from '../apply/work.js'
import { recordsOf } from '../page/pairing.js'
import { isWrite } from '../plan/operation.js'
import type { EntityRun } from '../run-context.js'
import { type PlannedRow, plannedRows } from './planned-rows.js'

/** How many records were dealt with as shown, and how many otherwise. */
export interface PlanComparison {
  readonly planId: string
  readonly as_shown: number
  /** Something else was done, for the record or its counterpart has changed since. */
  readonly changed: number
  /** Written although the plan did not show it. */
  readonly added: number
  /** Shown, and nothing was left to do. */
  readonly gone: number
}

/** A plan that a run carries out: what is done is planned anew, and compared with what was shown. */
export interface ShownPlan {
  compare(run: EntityRun, works: readonly Work[]): Promise<void>
  /** The entity has been looked at: what was shown of it and did not come up is gone. */
  close(entity: string): Promise<void>
  report(): Promise<PlanComparison>
}

const SIDES: readonly Side[] = ['connec', 'external']

export function shownPlan(store: Store, planId: string): ShownPlan {
  const { records } = store.plans
  return {
    async compare(run, works) {
      const kept: Omit<PlannedRecord, 'id'>[] = []
      const same: string[] = []
      const gone: string[] = []
      for (const [prepared, group] of Map.groupBy(works, ({ pairing }) => pairing.prepared)) {
        for (const side of SIDES) {
          const ids = group.flatMap(({ pairing }) => pairing[side]?.id ?? [])
          const shown = new Map(
            (await records.byRecords(planId, prepared.pair, side, ids)).map((row) => [row.recordId, row]),
          )
          for (const work of group.filter(({ pairing }) => pairing[side] !== undefined)) {
            const now = plannedRows(work).find((row) => row.side === side)
            const before = shown.get(work.pairing[side]?.id ?? '')
            if (before !== undefined && before.state !== 'shown') continue
            if (before === undefined) {
              if (now && isDone(work, now)) kept.push({ ...now, ...placeOf(run), state: 'added' })
            } else if (now === undefined) gone.push(before.id)
            else if (now.fingerprint === before.fingerprint) same.push(before.id)
            else kept.push({ ...now, ...placeOf(run), state: 'changed' })
          }
        }
      }
      await records.mark(same, 'as_shown')
      await records.mark(gone, 'gone')
      await records.save(kept)
    },

    close: (entity) => records.markGone(planId, entity),

    async report() {
      const { as_shown, changed, added, gone } = await records.counts(planId)
      return { planId, as_shown, changed, added, gone }
    },
  }

  function placeOf({ entity }: EntityRun) {
    return { planId, entity: entity.name }
  }
}

const isDone = ({ plan, pairing }: Work, { side, kind }: PlannedRow): boolean =>
  recordsOf(pairing).length > 0 && (isWrite(plan[side]) || kind === 'inactivate')
