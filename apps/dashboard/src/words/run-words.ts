import type { Run, RunStatus } from '@duet/host-api'

/** How good or bad something is; chooses the colour of a tag beside its words. */
export type Mood = 'good' | 'busy' | 'warning' | 'bad' | 'quiet'

const statuses: Record<RunStatus, { words: string; mood: Mood }> = {
  running: { words: 'Running', mood: 'busy' },
  succeeded: { words: 'Succeeded', mood: 'good' },
  partial: { words: 'Partly', mood: 'warning' },
  failed: { words: 'Failed', mood: 'bad' },
  suspended: { words: 'Suspended', mood: 'warning' },
}

/** A run's status for people. */
export const statusWords = (status: RunStatus) => statuses[status]

const triggers: Readonly<Record<string, string>> = {
  manual: 'by hand',
  schedule: 'on schedule',
  notification: 'told by Connec!',
  webhook: 'told by the application',
  retry: 'another try',
}

/** What set a run off: "by hand". */
export const triggerWords = (run: Run, displayName: string): string =>
  run.trigger === 'webhook' ? `told by ${displayName}` : (triggers[run.trigger] ?? run.trigger)

const skipReasons: Readonly<Record<string, string>> = {
  direction_off: 'direction switched off',
  opted_out: 'record opted out',
  not_shared: 'not shared by this connector',
  archived: 'archived in Connec!',
  moved: 'has become another record',
  before_history_limit: 'older than the history limit',
  inactive: 'inactive on the other side',
  push_off: 'never written to the application',
  update_off: 'only created, never updated',
  lost_conflict: 'lost a conflict',
}

/** Why records were skipped: "older than the history limit". */
export const skipWords = (reason: string): string => skipReasons[reason] ?? reason.replaceAll('_', ' ')

/** How many records were skipped, all reasons together. */
export const skippedOf = (totals: Run['totals']): number =>
  Object.values(totals.skipped).reduce((sum, count) => sum + count, 0)

/** How many milliseconds a run took, or has taken so far. */
export const durationOf = (run: Run, now: number): number => (run.finishedAt ?? now) - run.startedAt
