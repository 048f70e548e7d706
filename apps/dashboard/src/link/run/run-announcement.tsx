import type { Link } from '@duet/host-api'
import { VisuallyHidden } from '@mantine/core'
import { plural } from '../../words/plural.js'
import { statusWords } from '../../words/run-words.js'

/** Tells a screen reader what a run is doing and how it ended: words only, counts would chatter. */
export const RunAnnouncement = ({ link }: { link: Link }) => (
  <VisuallyHidden role="status" aria-live="polite">
    {announcementOf(link)}
  </VisuallyHidden>
)

function announcementOf({ running, lastRun }: Link): string {
  if (running) return `Synchronizing: ${running.activity ?? 'starting'}`
  if (!lastRun) return ''
  const { applied, parked, failed } = lastRun.totals
  const rest = parked + failed === 0 ? '' : `, ${plural(parked + failed, 'record')} left for the inbox`
  return `Synchronization ${lastRun.number}: ${statusWords(lastRun.status).words.toLowerCase()}, ${plural(applied, 'record')} applied${rest}`
}
