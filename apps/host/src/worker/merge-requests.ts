import type { ChangedRecords, RunOptions, RunTrigger, SyncRequest } from '@duet/store'

/** One run to make out of what was asked. */
export interface MergedRequest {
  trigger: RunTrigger
  options: RunOptions
  /** Only these records; absent for an ordinary run. */
  records?: ChangedRecords[]
  /** The requests it answers. */
  requestIds: string[]
}

/**
 * What was asked of a link since the last look, in as few runs as possible. A run of every entity reads all changes
 * itself, so it answers requests for single records as well.
 */
export function mergeRequests(requests: readonly SyncRequest[]): MergedRequest[] {
  const runs = requests.filter(({ kind }) => kind === 'run')
  const hints = requests.filter(({ kind }) => kind === 'records')
  const [run] = runs.length === 0 ? [] : [oneRun(runs)]
  const answered = run !== undefined && run.options.only === undefined ? hints.filter(isAboutChanges) : []
  const alone = hints.filter((hint) => !answered.includes(hint))
  const merged = run && { ...run, requestIds: [...run.requestIds, ...answered.map(({ id }) => id)] }
  return [...(merged ? [merged] : []), ...(alone.length > 0 ? [oneHintedRun(alone)] : [])]
}

/** A record somebody decided about has not changed: a run that reads changes would not look at it. */
const isAboutChanges = ({ trigger }: SyncRequest): boolean => trigger !== 'retry'

function oneRun(runs: readonly SyncRequest[]): MergedRequest {
  const options = runs.map((run) => run.options)
  const everything = options.some(({ only }) => only === undefined || only.length === 0)
  const preempt = options.findLast((option) => option.preempt !== undefined)?.preempt
  const plan = options.findLast((option) => option.plan !== undefined)?.plan
  return {
    trigger: runs.find(({ trigger }) => trigger === 'manual')?.trigger ?? runs[0]?.trigger ?? 'schedule',
    options: {
      ...(options.some(({ full }) => full === true) ? { full: true } : {}),
      ...(options.some(({ forced }) => forced === true) ? { forced: true } : {}),
      ...(everything ? {} : { only: [...new Set(options.flatMap(({ only }) => only ?? []))] }),
      ...(preempt === undefined ? {} : { preempt }),
      ...(options.some(({ acceptMassChange }) => acceptMassChange === true)
        ? { acceptMassChange: true }
        : {}),
      ...(plan === undefined ? {} : { plan }),
    },
    requestIds: runs.map(({ id }) => id),
  }
}

function oneHintedRun(hints: readonly SyncRequest[]): MergedRequest {
  const groups = Map.groupBy(
    hints.flatMap(({ records }) => records),
    ({ side, resource }) => `${side} ${resource}`,
  )
  const records = [...groups.values()].flatMap((group): ChangedRecords[] => {
    const [first] = group
    return first === undefined ? [] : [{ ...first, ids: [...new Set(group.flatMap(({ ids }) => ids))] }]
  })
  return {
    trigger: hints[0]?.trigger ?? 'notification',
    options: hints.some(({ options }) => options.full === true) ? { full: true } : {},
    records,
    requestIds: hints.map(({ id }) => id),
  }
}
