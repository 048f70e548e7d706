import type { Link } from '@duet/host-api'
import type { Mood } from './run-words.js'

/** How a link is doing, in a heading and a sentence. */
export interface HealthWords {
  title: string
  sentence: string
  mood: Mood
}

/** A link's health for people; the host's own words win over the general sentence. */
export function healthWords(link: Link): HealthWords {
  if (link.status === 'unlinked') return unlinked(link.displayName)
  if (link.health.state === 'ok' && link.lastRun === null && link.status === 'linked') return unproven
  const state = link.status === 'needs_reauth' ? 'needs_reauth' : link.health.state
  const words = byState[state](link.displayName)
  return { ...words, sentence: link.health.message ?? words.sentence }
}

const unlinked = (name: string): HealthWords => ({
  title: 'Not linked',
  sentence: `Nothing travels between Connec! and ${name}. The pairs of ids are kept: link the same account again to go on.`,
  mood: 'quiet',
})

const unproven: HealthWords = {
  title: 'Linked',
  sentence: 'The first synchronization brings the records of both sides together.',
  mood: 'good',
}

const byState: Record<Link['health']['state'], (name: string) => HealthWords> = {
  ok: (name) => ({
    title: 'All is well',
    sentence: `Connec! and ${name} are kept equal.`,
    mood: 'good',
  }),
  degraded: () => ({
    title: 'Some records need a look',
    sentence: 'Synchronizations run, but some records wait or were refused. The inbox says why.',
    mood: 'warning',
  }),
  failing: () => ({
    title: 'The last synchronization failed',
    sentence: 'Nothing is lost: the next one takes up where this one stopped.',
    mood: 'bad',
  }),
  needs_reauth: (name) => ({
    title: `${name} asks for your consent again`,
    sentence: `${name} no longer accepts the stored access. Link again to go on; shared records and history stay.`,
    mood: 'warning',
  }),
  suspended: () => ({
    title: 'Paused',
    sentence: 'Synchronizations failed several times in a row, so no more run by themselves for a day.',
    mood: 'bad',
  }),
}
