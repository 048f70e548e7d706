import { parseArgs } from 'node:util'

/** What `npm run bench -- …` was asked. */
export interface BenchOptions {
  /** Names of suites; all when empty. */
  suites: readonly string[]
  json: boolean
  quick: boolean
  /** Writes docs/benchmarks.md and its plots. */
  write: boolean
  help: boolean
  /** When the command began, milliseconds since the epoch: with `npm run`, before install and build. */
  began: number
}

export const usage = `npm run bench                        every suite at full length (about an hour)
npm run bench -- --quick             every suite at a tenth of the size
npm run bench -- mapping http        these suites only
npm run -s bench -- --quick --json   one JSON object on standard output
npm run bench -- --quick --write     writes docs/benchmarks.md and its plots`

/** Reads the arguments. Throws in words for anything it does not know. */
export function benchOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const flag = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      began: { type: 'string' },
      json: flag,
      quick: flag,
      write: flag,
      help: { ...flag, short: 'h' },
    },
  })
  const unknown = positionals.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new Error(`Failed to run ${unknown}: there is no such suite. Name one of ${known.join(', ')}.`)
  return { ...values, began: Number(values.began ?? performance.timeOrigin), suites: positionals }
}
