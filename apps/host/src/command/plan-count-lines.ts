import type { PlanCountSummary } from '@duet/host-api'
import type { Style, Tone } from './style.js'
import { columns } from './terminal.js'

/** What a plan comes to, an entity after the other: what would be written first, then what is left alone and why. */
export function planCountLines(counts: readonly PlanCountSummary[], style: Style): string[] {
  const byEntity = Map.groupBy(counts, ({ entity }) => entity)
  const digits = Math.max(...counts.map(({ count }) => String(count).length))
  return [...byEntity].flatMap(([entity, own]) => {
    const ordered = [...own].sort((a, b) => rankOf(a) - rankOf(b))
    const lines = columns(
      ordered.map(({ from, count, words }) => [
        `  from ${sideName[from]}`,
        `${String(count).padStart(digits)} ${words}`,
      ]),
    )
    return [
      style('strong', entity),
      ...lines.map((line, at) => style(toneOf(ordered[at]?.outcome ?? ''), line)),
    ]
  })
}

/** A side as people call it. */
export const sideName = { connec: 'Connec!', external: 'the application' } as const

const outcomes = ['create', 'update', 'inactivate', 'conflict', 'failed', 'parked']

const rankOf = ({ outcome }: PlanCountSummary): number => outcomes.indexOf(outcome) + 1 || 99

function toneOf(outcome: string): Tone {
  if (outcome === 'create' || outcome === 'update') return 'good'
  if (outcome === 'failed') return 'bad'
  return outcome === 'conflict' || outcome === 'parked' || outcome === 'inactivate' ? 'warn' : 'quiet'
}
