import { UnequalResultsError } from './measure/equal.js'
import type { SuiteResult } from './suite.js'
import { suites } from './suites.js'

/** What the process of a suite tells the one that started it. */
export type SuiteMessage =
  | { kind: 'said'; words: string }
  | { kind: 'so far'; result: SuiteResult }
  | { kind: 'done'; result: SuiteResult }
  | { kind: 'failed'; words: string; unequal: boolean }

const [name, mode, seconds, postgresUrl] = process.argv.slice(2)
const tell = (message: SuiteMessage) =>
  new Promise<void>((resolve) => process.send?.(message, () => resolve()))

async function main(): Promise<void> {
  const suite = suites.find((candidate) => candidate.name === name)
  if (suite === undefined) throw new Error(`Failed to run ${name}: there is no such suite.`)
  const quick = mode === 'quick'
  const result = await suite.run({
    quick,
    secondsLeft: () => Number(seconds) - performance.now() / 1000,
    scale: (size) => (quick ? Math.ceil(size / 10) : size),
    soFar: (result) => void tell({ kind: 'so far', result }),
    say: (words) => void tell({ kind: 'said', words }),
    postgresUrl: postgresUrl || undefined,
  })
  await tell({ kind: 'done', result })
}

// what it started ends with it, whoever ends it
process.on('SIGTERM', () => process.exit(1))
process.on('disconnect', () => process.exit(1))
try {
  await main()
} catch (error) {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
  await tell({ kind: 'failed', words, unequal: error instanceof UnequalResultsError })
}
process.exit()
