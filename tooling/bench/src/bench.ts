#!/usr/bin/env node
import { postgresBinaries, startPostgres } from '@duet/store/testing'
import { benchOptions, usage } from './options.js'
import { writePage } from './page/write-page.js'
import { inWords, reportOf } from './report.js'
import type { Suite } from './suite.js'
import { runInProcess, type SuiteEnd } from './suite-process.js'
import { suites } from './suites.js'
import { timeFor } from './time-for.js'

const say = (words: string) => process.stderr.write(`bench: ${words}\n`)

/** What a quick run may take, whatever the machine, with install and build: some way below twelve minutes. */
const QUICK_SECONDS = 685
const LEAST_SECONDS = 10

async function main(args: readonly string[]): Promise<number> {
  const options = benchOptions(
    args,
    suites.map(({ name }) => name),
  )
  if (options.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const chosen = suites.filter(({ name }) => options.suites.length === 0 || options.suites.includes(name))
  await using server = postgresBinaries() === undefined ? undefined : await startPostgres()
  const ends = new Map<Suite, SuiteEnd>()
  for (const [at, suite] of chosen.entries()) {
    const secondsLeft = options.quick
      ? timeFor(suite, chosen.slice(at + 1), QUICK_SECONDS - (Date.now() - options.began) / 1000)
      : Number.POSITIVE_INFINITY
    const end: SuiteEnd =
      secondsLeft < LEAST_SECONDS
        ? { failure: 'the other suites took all of the time', unequal: false, seconds: 0 }
        : await runInProcess(suite, { quick: options.quick, secondsLeft, postgresUrl: server?.url, say })
    if ('failure' in end) say(`${suite.name} failed: ${end.failure}`)
    else say(`${suite.name} took ${Math.round(end.seconds)} s`)
    ends.set(suite, end)
  }
  const report = reportOf(ends)
  if (options.write) await writePage(report, options.quick)
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${inWords(report)}\n`)
  return [...ends.values()].some((end) => 'unequal' in end && end.unequal) ? 1 : 0
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
