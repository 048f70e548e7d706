import type { Link, LinkChanges, LinkHealth, RunStatus } from '@duet/store'
import { counted } from '../words.js'

/** After so many failed runs in a row no unforced one starts for a day. */
export const FAILURES_IN_A_ROW = 3
export const SUSPENSION_MS = 24 * 3_600_000

/** How a run ended, as far as health cares. */
export interface RunEnd {
  status: Exclude<RunStatus, 'running'>
  error: string | null
  failedRecords: number
  /** Words about entities that a breaker stopped, by this run or an earlier one. */
  held?: readonly string[] | undefined
}

/** What a link's health becomes after a run, in words; `displayName` is the application's. */
export function healthAfter(
  link: Link,
  { end, displayName, now }: { end: RunEnd; displayName: string; now: number },
): LinkChanges {
  switch (end.status) {
    case 'succeeded':
    case 'partial':
      return recovered(link, endedWell(end), now)
    case 'suspended':
      return recovered(link, { state: 'degraded', message: limitWords(displayName, end) }, now)
    case 'failed':
      return failedOnceMore(link, end, now)
  }
}

/** The application refuses our credentials: somebody must sign in there again. */
export const needsReauth = (link: Link, displayName: string, now: number): LinkChanges => ({
  status: 'needs_reauth',
  health: health(
    link,
    {
      state: 'needs_reauth',
      message: `${displayName} no longer lets Duet in: the access was withdrawn or has expired. Link the account again; everything shared so far is kept.`,
    },
    now,
  ),
})

/** Nothing can run until somebody mends the settings. */
export const blocked = (link: Link, message: string, now: number): LinkChanges => ({
  health: health(link, { state: 'failing', message }, now),
})

function recovered(link: Link, words: Omit<LinkHealth, 'since'>, now: number): LinkChanges {
  return { health: health(link, words, now), consecutiveFailures: 0, suspendedUntil: null }
}

function failedOnceMore(link: Link, { error }: RunEnd, now: number): LinkChanges {
  const consecutiveFailures = link.consecutiveFailures + 1
  const reason = error ?? 'the reason is not known'
  if (consecutiveFailures < FAILURES_IN_A_ROW) {
    const message = `The last synchronization failed. ${reason} The next one starts by itself.`
    return { health: health(link, { state: 'failing', message }, now), consecutiveFailures }
  }
  const suspendedUntil = now + SUSPENSION_MS
  const message = `${counted(consecutiveFailures, 'synchronization')} in a row failed, so none starts by itself before ${dateWords(suspendedUntil)}. ${reason} Mend the cause and force a synchronization.`
  return { health: health(link, { state: 'suspended', message }, now), consecutiveFailures, suspendedUntil }
}

function endedWell(end: RunEnd): Omit<LinkHealth, 'since'> {
  const words = [...(end.failedRecords > 0 ? [partialWords(end)] : []), ...(end.held ?? [])]
  return words.length === 0 ? { state: 'ok', message: null } : { state: 'degraded', message: words.join(' ') }
}

const partialWords = ({ failedRecords }: RunEnd) =>
  `${counted(failedRecords, 'record')} could not be shared in the last synchronization. The inbox says why; Duet tries again by itself.`

const limitWords = (displayName: string, { error }: RunEnd) =>
  `${displayName} or Connec! allows no more requests for the moment. ${error ?? ''} The rest follows with the next synchronization.`.replace(
    '  ',
    ' ',
  )

const dateWords = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** `since` stays while the state does. */
const health = (link: Link, words: Omit<LinkHealth, 'since'>, now: number): LinkHealth => ({
  ...words,
  since: link.health.state === words.state ? link.health.since : now,
})
