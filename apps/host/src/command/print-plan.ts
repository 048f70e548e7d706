import type { PlannedRecordSummary, PlanSummary } from '@duet/host-api'
import type { Terminal } from './terminal.js'

const MOST_FIELDS = 8
const MOST_CHARACTERS = 60

export interface ShownPlan extends PlanSummary {
  records: readonly PlannedRecordSummary[]
  /** False when there are more records than these. */
  isWhole: boolean
}

/** Prints a plan for people: counts, then record by record what would change. */
export function printPlan(plan: ShownPlan, { print }: Pick<Terminal, 'print'>): void {
  print(`Plan ${plan.id} of ${plan.linkId}: nothing was written.`)
  for (const note of plan.notes) print(note)
  if (plan.counts.length === 0) print('Nothing was read: nothing has changed.')
  for (const { entity, from, count, words } of plan.counts)
    print(`  ${entity}, from ${sideName[from]}: ${count} ${words}`)
  if (plan.history !== null) print(historyWords(plan.history))
  for (const record of plan.records) printRecord(record, print)
  if (!plan.isWhole) print('… and more: see them all with --all, or as JSON with --json.')
  if (plan.state === 'ready') print(`Carry it out with: duet sync --apply ${plan.id}`)
}

const sideName = { connec: 'Connec!', external: 'the application' } as const

/** What another history limit changes. */
export const historyWords = ({ added, left }: NonNullable<PlanSummary['history']>): string =>
  `With this date ${added} records would be shared in addition, and ${left} shared ones would no longer be kept equal; nothing is deleted.`

function printRecord(record: PlannedRecordSummary, print: Terminal['print']): void {
  const { kind, label, recordId, entity, from, reason, changes } = record
  print(`${sign(kind)} ${kind} ${entity} ${label ?? recordId} (${recordId} of ${sideName[from]})`)
  if (reason !== '') print(`    ${reason}`)
  for (const { field, before, after } of changes.slice(0, MOST_FIELDS))
    print(`    ${field}: ${before === null ? '' : `${quoted(before)} → `}${quoted(after)}`)
  if (changes.length > MOST_FIELDS) print(`    … and ${changes.length - MOST_FIELDS} more fields`)
}

const sign = (kind: string): string => ({ create: '+', update: '~', inactivate: '-' })[kind] ?? '!'

function quoted(value: string | null): string {
  if (value === null) return '(empty)'
  return value.length > MOST_CHARACTERS ? `"${value.slice(0, MOST_CHARACTERS)}…"` : `"${value}"`
}
