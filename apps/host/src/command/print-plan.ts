import type { PlannedRecordSummary, PlanSummary } from '@duet/host-api'
import { planCountLines } from './plan-count-lines.js'
import { printPlanned } from './print-planned.js'
import type { Terminal } from './terminal.js'

export interface ShownPlan extends PlanSummary {
  /** The link it is of, in words: `basecrm (Northwind Labs)`. */
  readonly of: string
  records: readonly PlannedRecordSummary[]
  /** False when there are more records than these. */
  isWhole: boolean
}

/** Prints a plan for people: counts, then record by record what would change, then how it is carried out. */
export function printPlan(plan: ShownPlan, { print, style }: Pick<Terminal, 'print' | 'style'>): void {
  print(`${style('strong', `Plan ${plan.id}`)} of ${plan.of}: nothing was written.`)
  for (const note of plan.notes) print(style('warn', note))
  if (plan.error !== null) print(style('bad', plan.error))
  for (const line of planCountLines(plan.counts, style)) print(line)
  if (plan.history !== null) print(historyWords(plan.history))
  printPlanned(plan.records, { print, style })
  if (!plan.isWhole) print('… and more: see them all with --all, or as JSON with --json.')
  if (plan.state !== 'ready') return
  if (plan.records.length === 0) print('There is nothing to write.')
  else print(`Carry it out with: ${style('strong', `duet sync --apply ${plan.id}`)}`)
}

/** What another history limit changes. */
export const historyWords = ({ added, left }: NonNullable<PlanSummary['history']>): string =>
  `With this date ${added} records would be shared in addition, and ${left} shared ones would no longer be kept equal; nothing is deleted.`
