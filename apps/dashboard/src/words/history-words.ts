import type { Link, PlanSummary } from '@duet/host-api'
import { plural } from './plural.js'

/** What another history limit would change, and what happens then, a sentence each. */
export function historyWords(
  { history, notes }: Pick<PlanSummary, 'history' | 'notes'>,
  { historyLimit: now, displayName }: Link,
  historyLimit: number | null,
): string[] {
  const { added, left } = history ?? { added: 0, left: 0 }
  const isEarlier = now !== null && (historyLimit ?? 0) < now
  return [
    added === 0
      ? 'No record would come in that is not shared now.'
      : `${plural(added, 'record')} would come in: created in Connec! or in ${displayName}, wherever missing.`,
    left === 0
      ? 'No shared record would be left out.'
      : `${plural(left, 'shared record')} would be left out: each side keeps what it has, and edits no longer travel.`,
    isEarlier
      ? 'A synchronization begins at once and reads everything once more.'
      : 'It holds from the next synchronization on. Nothing is deleted, on either side.',
    ...notes,
  ]
}
