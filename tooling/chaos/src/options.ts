import { parseArgs } from 'node:util'

/** What `npm run chaos -- …` was asked. */
export interface ChaosOptions {
  /** Kills over both stores together. */
  kills: number
  /** Where the random decisions start: the same seed makes the same people do the same work. */
  seed: number
  stores: readonly ('sqlite' | 'postgres')[]
  json: boolean
  help: boolean
}

export const usage = `npm run chaos                             40 kills, half of them on each store
npm run chaos -- --kills 100 --json       one JSON object on standard output; exit code 0 only if nothing was lost
npm run chaos -- --store sqlite           one store only
npm run chaos -- --seed 7                 the same edits as the last run with that seed`

/** Parses the arguments. Throws in words for anything it does not know. */
export function chaosOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '40' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      store: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return {
    kills: whole('--kills', values.kills),
    seed: whole('--seed', values.seed),
    stores: storesOf(values.store),
    json: values.json,
    help: values.help,
  }
}

function whole(name: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new Error(`Failed to read ${name}: "${text}" is not a whole number. Give one such as 100.`)
}

function storesOf(text: string | undefined): ChaosOptions['stores'] {
  if (text === undefined) return ['sqlite', 'postgres']
  if (text === 'sqlite' || text === 'postgres') return [text]
  throw new Error(`Failed to read --store: "${text}" is no store. Use "sqlite" or "postgres".`)
}
