import type { PlanCountSummary, PlannedRecordSummary, PlanSummary } from '@duet/host-api'
import { formatCount, plural } from './plural.js'
import type { Mood } from './run-words.js'
import { sideName } from './side-name.js'

/** The side a record read from `from` is written to. */
export const targetOf = (from: 'connec' | 'external'): 'connec' | 'external' =>
  from === 'connec' ? 'external' : 'connec'

const kinds: Readonly<Record<string, { mood: Mood; words: (target: string) => string }>> = {
  create: { mood: 'good', words: (target) => `Would be created in ${target}` },
  update: { mood: 'busy', words: (target) => `Would be changed in ${target}` },
  conflict: { mood: 'warning', words: () => 'Changed on both sides' },
  parked: { mood: 'warning', words: () => 'Would wait' },
  failed: { mood: 'bad', words: () => 'Could not be shared' },
  inactivate: { mood: 'quiet', words: () => 'Would no longer be kept equal' },
}

/** What would become of a record: "Would be created in Connec!". */
export function kindWords({ kind, from }: Pick<PlannedRecordSummary, 'kind' | 'from'>, displayName: string) {
  const known = kinds[kind]
  const words = known?.words(sideName(targetOf(from), displayName)) ?? kind.replaceAll('_', ' ')
  return { mood: known?.mood ?? 'quiet', words } as const
}

/** Kinds of records a plan shows, for choosing one. */
export const kindChoices: readonly { value: string; label: string }[] = [
  { value: '', label: 'All' },
  { value: 'create', label: 'Created' },
  { value: 'update', label: 'Changed' },
  { value: 'conflict', label: 'Changed on both sides' },
  { value: 'parked', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
  { value: 'inactivate', label: 'No longer kept equal' },
]

const doneStates: Readonly<
  Record<Exclude<PlannedRecordSummary['state'], 'shown'>, { mood: Mood; words: string }>
> = {
  as_shown: { mood: 'good', words: 'Done as shown' },
  changed: { mood: 'warning', words: 'It had changed since, so it was planned again' },
  added: { mood: 'warning', words: 'It came up after the plan was made' },
  gone: { mood: 'quiet', words: 'Nothing was left to do' },
}

/** After a plan was applied: how a record was dealt with. */
export const doneWords = (state: PlannedRecordSummary['state']) =>
  state === 'shown' ? undefined : doneStates[state]

/** How many considerations of records a plan counts so far. */
export const lookedAt = ({ counts }: Pick<PlanSummary, 'counts'>): number =>
  sumOf(counts.filter(({ outcome }) => outcome !== 'conflict' && outcome !== 'inactivate'))

/** How much a plan would write or end. */
export const workOf = ({ counts }: Pick<PlanSummary, 'counts'>): number =>
  sumOf(counts.filter(({ outcome }) => ['create', 'update', 'inactivate'].includes(outcome)))

const sumOf = (counts: readonly PlanCountSummary[]): number =>
  counts.reduce((sum, { count }) => sum + count, 0)

/** A plan in one sentence: "2 records would be created in Connec!; 1 record would be changed in Base CRM. 31 stay as they are." */
export function planSentence({ counts }: Pick<PlanSummary, 'counts'>, displayName: string): string {
  const parts = (['connec', 'external'] as const).flatMap((target) =>
    (['create', 'update'] as const).flatMap((outcome) => {
      const count = sumOf(counts.filter((one) => one.outcome === outcome && targetOf(one.from) === target))
      if (count === 0) return []
      return [`${plural(count, 'record')} would be ${kindVerbs[outcome]} in ${sideName(target, displayName)}`]
    }),
  )
  const unchanged = sumOf(counts.filter(({ outcome }) => outcome === 'unchanged'))
  const rest = unchanged === 0 ? '' : ` ${formatCount(unchanged)} stay as they are.`
  return `${parts.length === 0 ? 'Nothing would be written' : parts.join('; ')}.${rest}`
}

const kindVerbs = { create: 'created', update: 'changed' } as const

/** How what was done compares with what was shown, a sentence each. */
export function comparisonWords({ asShown, changed, added, gone }: NonNullable<PlanSummary['compared']>) {
  return [
    `${plural(asShown, 'record')} ${wereOf(asShown)} dealt with as shown.`,
    ...(changed === 0
      ? []
      : [`${plural(changed, 'record')} had changed since and ${wereOf(changed)} planned again.`]),
    ...(added === 0
      ? []
      : [`${plural(added, 'record')} ${wereOf(added)} written that the plan did not show yet.`]),
    ...(gone === 0 ? [] : [`For ${plural(gone, 'record')} nothing was left to do.`]),
  ]
}

const wereOf = (count: number) => (count === 1 ? 'was' : 'were')

/** What a plan was asked to look at: "what changed", "everything of Items". */
export function askedWords(
  { options: { full, only, historyLimit } }: Pick<PlanSummary, 'options'>,
  labelOf: (entity: string) => string,
): string {
  const what = full ? 'everything' : 'what changed'
  const of = only && only.length > 0 ? ` of ${only.map(labelOf).join(', ')}` : ''
  return `${what}${of}${historyLimit === undefined ? '' : ', with another date'}`
}

const states: Record<PlanSummary['state'], { mood: Mood; words: string }> = {
  planning: { mood: 'busy', words: 'Being made' },
  ready: { mood: 'good', words: 'Ready' },
  failed: { mood: 'bad', words: 'Failed' },
  applying: { mood: 'busy', words: 'Being applied' },
  applied: { mood: 'quiet', words: 'Applied' },
}

/** A plan's state for people. */
export const stateWords = (state: PlanSummary['state']) => states[state]
