#!/usr/bin/env node
import { type StartOptions, startOptions, usage } from './options.js'
import { portsFrom } from './ports.js'
import { startTour } from './tour.js'

const say = (words: string) => process.stderr.write(`${words}\n`)

async function main(options: StartOptions): Promise<number> {
  if (options.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  return options.once ? once(options) : tour(options)
}

async function once({
  json,
  brief,
  keep,
  connectorPackages,
  requestsPerSecond,
}: StartOptions): Promise<number> {
  const [{ journeyHolds }, { runOnce }] = await Promise.all([import('@duet/e2e'), import('./once.js')])
  const report = await runOnce({
    connectorPackages,
    requestsPerSecond,
    brief,
    keep,
    say: (words) => say(`journey: ${words}`),
    databaseUrl: process.env.DATABASE_URL,
  })
  for (const problem of report.problems) say(`journey: ${problem}`)
  const holds = journeyHolds(report)
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else
    process.stdout.write(
      holds ? `All holds: ${report.compared} pairs are equal.\n` : 'Something does not hold, see above.\n',
    )
  return holds ? 0 : 1
}

async function tour({ port, ...options }: StartOptions): Promise<number> {
  const { folder, connectorPackages, requestsPerSecond, intervalMs } = options
  const running = await startTour({
    folder,
    ports: portsFrom(port),
    connectorPackages,
    requestsPerSecond,
    intervalMs,
    notifications: true,
    quiet: false,
  })
  const signInUrl = await running.host.signInUrl()
  process.stdout.write(`
  Duet is running. Two pages:

    1  ${signInUrl}
       Sign in, press "Link this company to Base CRM", allow access, and watch the first synchronization.
    2  ${running.sandbox.pageUrl}
       The hub, Base CRM and Example CRM side by side. Edit a record and see it arrive on the other side.

  Ctrl-C stops everything; the next start continues from here. To start afresh, delete the folder ${folder}.

`)
  const asked = new Promise<'asked'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve('asked'))
  })
  const ended = await Promise.race([asked, running.host.ended])
  say(ended === 'asked' ? 'Stopping …' : `The host ended by itself (${ended}); stopping the sandbox.`)
  await running.stop()
  return ended === 'asked' ? 0 : 1
}

try {
  process.exitCode = await main(startOptions(process.argv.slice(2)))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
process.exit()
