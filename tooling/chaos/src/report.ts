import type { ChaosOutcome } from './chaos-on.js'

/** The figures as they are printed. */
export interface ChaosFigures {
  kills: number
  stores: Record<
    string,
    { kills: number; serverCrashes: number; edits: number; runs: number } | { skipped: string }
  >
  duplicates: number
  lost: number
  differences: number
  stuck: number
  writesAfterQuiet: number
}

const measures = ['duplicates', 'lost', 'differences', 'stuck'] as const

/** Puts the outcomes of the stores together. */
export function printable(outcomes: ReadonlyMap<string, ChaosOutcome | { skipped: string }>): {
  figures: ChaosFigures
  problems: string[]
  words: string
} {
  const figures: ChaosFigures = {
    kills: 0,
    stores: {},
    duplicates: 0,
    lost: 0,
    differences: 0,
    stuck: 0,
    writesAfterQuiet: 0,
  }
  const problems: string[] = []
  for (const [name, outcome] of outcomes) {
    if ('skipped' in outcome) {
      figures.stores[name] = outcome
      continue
    }
    const { kills, serverCrashes, edits, runs, writesAfterQuiet } = outcome
    figures.stores[name] = { kills, serverCrashes, edits, runs }
    figures.kills += kills
    figures.writesAfterQuiet += writesAfterQuiet
    for (const measure of measures) {
      figures[measure] += outcome[measure].length
      problems.push(...outcome[measure].map((words) => `${name}, ${measure}: ${words}`))
    }
  }
  return { figures, problems, words: wordsOf(figures) }
}

/** Nothing was lost, nothing doubled, nothing waits, and it is quiet. */
export const holds = (figures: ChaosFigures): boolean =>
  figures.kills > 0 && figures.writesAfterQuiet === 0 && measures.every((measure) => figures[measure] === 0)

function wordsOf(figures: ChaosFigures): string {
  const stores = Object.entries(figures.stores).map(([name, store]) =>
    'skipped' in store
      ? `${name}: skipped, ${store.skipped}`
      : `${name}: ${store.kills} kills, ${store.edits} edits, ${store.runs} runs`,
  )
  const { duplicates, lost, differences, stuck, writesAfterQuiet } = figures
  return [
    ...stores,
    `duplicates ${duplicates}, lost ${lost}, differences ${differences}, stuck ${stuck}, writes after quiet ${writesAfterQuiet}`,
    holds(figures) ? 'All holds.' : 'Something does not hold, see above.',
  ].join('\n')
}
