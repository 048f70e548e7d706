#!/usr/bin/env node
import { postgresBinaries, startPostgres } from '@duet/store/testing'
import { type ChaosOutcome, chaosOn } from './chaos-on.js'
import { type ChaosOptions, chaosOptions, usage } from './options.js'
import { holds, printable } from './report.js'

const say = (words: string) => process.stderr.write(`chaos: ${words}\n`)

async function main(options: ChaosOptions): Promise<number> {
  if (options.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  say(`seed ${options.seed}`)
  const outcomes = new Map<string, ChaosOutcome | { skipped: string }>()
  const share = Math.floor(options.kills / options.stores.length)
  for (const name of options.stores) {
    const kills = name === 'sqlite' ? options.kills - share * (options.stores.length - 1) : share
    outcomes.set(name, await onStore(name, { ...options, kills }))
  }
  const report = printable(outcomes)
  for (const problem of report.problems) say(problem)
  process.stdout.write(options.json ? `${JSON.stringify(report.figures)}\n` : `${report.words}\n`)
  return holds(report.figures) ? 0 : 1
}

async function onStore(
  name: 'sqlite' | 'postgres',
  { kills, seed }: ChaosOptions,
): Promise<ChaosOutcome | { skipped: string }> {
  if (name === 'sqlite') return await chaosOn({ database: { name }, kills, seed, say })
  if (postgresBinaries() === undefined) return { skipped: 'PostgreSQL is not installed' }
  await using server = await startPostgres()
  const database = { name, url: server.url, crash: () => server.crash() }
  return await chaosOn({ database, kills, seed, say })
}

try {
  process.exitCode = await main(chaosOptions(process.argv.slice(2)))
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
process.exit()
