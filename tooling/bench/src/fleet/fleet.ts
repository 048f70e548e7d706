import type { Host } from '@duet/host'
import type { Link } from '@duet/store'
import { median } from 'simple-statistics'
import { type Account, linkAccounts } from '../host/link-accounts.js'
import { type FinishedRun, runAll } from '../host/run-all.js'
import { createHostPlace, type HostPlace } from '../host/start-bench-host.js'
import { UnequalResultsError } from '../measure/equal.js'
import { rounded } from '../measure/round.js'
import { groupOf } from '../servers/hub-names.js'
import { type StartedServer, startServer } from '../servers/start-server.js'
import type { Suite, SuiteResult } from '../suite.js'

const LINKS = 300
/** Every link is made ready once; fairness is measured with so many of them. */
const LIGHT = 99
const CONTACTS = 20
const HEAVY_CONTACTS = 40_000
const LATENCY_MS = 20
const WORKERS = [1, 2, 3]
const ROUNDS = 3
const names = {
  growth: 'fleet: jobs/s of 3 workers against 1',
  fairness: 'fleet: wait of light links beside a heavy one',
}

/** What more workers bring, and what one heavy link costs the others. */
export const fleet: Suite = {
  name: 'fleet',
  targets: [
    { name: names.growth, target: '≥ 1.5 times', holds: (value) => value >= 1.5 },
    { name: names.fairness, target: '≤ 2 times the wait without it', holds: (value) => value <= 2 },
  ],
  limitMinutes: { quick: 4, full: 20 },
  async run({ scale, say, postgresUrl, secondsLeft, soFar }): Promise<SuiteResult> {
    if (postgresUrl === undefined)
      return { figures: {}, measured: { [names.growth]: NO_POSTGRES, [names.fairness]: NO_POSTGRES } }
    const links = scale(LINKS)
    const heavy = scale(HEAVY_CONTACTS)
    await using application = await startServer('application', {
      contacts: CONTACTS,
      latencyMs: LATENCY_MS,
      heavy,
    })
    await using hub = await startServer('hub', { people: 0, others: links + ROUNDS })
    await using place = await createHostPlace({ postgresUrl, application, hub })
    const light = await onHost({ place, workers: 2 }, async (host) => {
      const linked = await linkAccounts(host, accounts(1, links, 'light'))
      await runAll(host, linked)
      return linked
    })
    const speeds = await speedsOf({ place, application, links: light, say, secondsLeft })
    const few = light.slice(0, LIGHT)
    const sizes = { links, few: few.length, heavy }
    soFar(resultOf(speeds, [], sizes))
    const waits = await waitsOf({ place, light: few, firstHeavy: links + 1, heavy, say, secondsLeft })
    return resultOf(speeds, waits, sizes)
  },
}

const NO_POSTGRES = { size: 'PostgreSQL is not installed', value: Number.NaN }
/** Each link finds so many records changed. */
const CHANGED = 5
let version = 2

const accounts = (first: number, count: number, key: string): Account[] =>
  Array.from({ length: count }, (_, at) => ({
    group: groupOf(first + at),
    accountId: `${key}-${first + at}`,
    key,
  }))

interface HostWanted {
  place: HostPlace
  workers: number
  /** How many links each worker takes at once; as many as by default unless set. */
  linksAtOnce?: number
}

/** Work with a host of so many workers. */
async function onHost<Result>(
  { place, workers, linksAtOnce }: HostWanted,
  work: (host: Host) => Promise<Result>,
): Promise<Result> {
  const host = await place.start(
    workers,
    linksAtOnce === undefined ? undefined : { concurrency: linksAtOnce },
  )
  try {
    return await work(host)
  } finally {
    await host.close()
  }
}

interface Speeds {
  place: HostPlace
  application: StartedServer
  links: readonly Link[]
  say(words: string): void
  secondsLeft(): number
}

/**
 * Jobs a second by number of workers, in each round. A worker that takes four links at once, as by default, fills both
 * cores together with its database, so that nothing could be seen of a second one: here each takes one at a time.
 */
async function speedsOf({
  place,
  application,
  links,
  say,
  secondsLeft,
}: Speeds): Promise<Record<number, number>[]> {
  const rounds: Record<number, number>[] = []
  // two thirds of the time at most: the waits want some, too
  const until = secondsLeft() / 3
  for (let round = 0, longest = 0; round < ROUNDS && secondsLeft() - longest > until; round += 1) {
    const before = secondsLeft()
    const speeds: Record<number, number> = {}
    for (const workers of round % 2 === 0 ? WORKERS : WORKERS.toReversed())
      speeds[workers] = await onHost({ place, workers, linksAtOnce: 1 }, async (host) => {
        await allAtWork(host, links, workers)
        version += 1
        await application.ask('edit', { count: CHANGED, version })
        const runs = await runAll(host, links)
        const written = runs.reduce((sum, { run }) => sum + run.totals.writesToConnec, 0)
        if (written !== links.length * CHANGED)
          throw new UnequalResultsError(
            `Failed to measure a fleet: ${written} records were written, not ${links.length * CHANGED}.`,
          )
        return perSecondOf(runs)
      })
    say(`${WORKERS.map((workers) => `${workers}: ${rounded(speeds[workers] ?? 0)} jobs/s`).join(', ')}`)
    rounds.push(speeds)
    longest = Math.max(longest, before - secondsLeft())
  }
  return rounds
}

/** Runs that were asked for at once: how many a second. */
const perSecondOf = (runs: readonly FinishedRun[]): number =>
  (runs.length * 1000) / Math.max(...runs.map(({ tookMs }) => tookMs))

const MOST_WARM_UPS = 20
const WARM_RUNS = 15

/** Runs until each worker has made several: it is up then, and its code compiled. */
async function allAtWork(host: Host, links: readonly Link[], workers: number): Promise<void> {
  const seen = new Map<string, number>()
  const warm = () => [...seen.values()].filter((runs) => runs >= WARM_RUNS).length
  for (let round = 0; round < MOST_WARM_UPS && warm() < workers; round += 1) {
    const runs = await runAll(host, links)
    const ids = runs.map(({ run }) => run.id)
    const { db } = host.store.database
    const owners = await db.selectFrom('runs').select('leaseOwner').where('id', 'in', ids).execute()
    for (const { leaseOwner } of owners) seen.set(leaseOwner, (seen.get(leaseOwner) ?? 0) + 1)
  }
  if (seen.size < workers)
    throw new UnequalResultsError(`Failed to measure a fleet: ${seen.size} of ${workers} workers took part.`)
}

/** Median waits of light links, milliseconds, and how many of them a second go through. */
interface Waits {
  alone: number
  beside: number
  perSecond: number
}

interface Waiting {
  place: HostPlace
  light: readonly Link[]
  firstHeavy: number
  heavy: number
  say(words: string): void
  secondsLeft(): number
}

/** How long light links wait by themselves, and while a heavy one makes its first synchronization. */
async function waitsOf({ place, light, firstHeavy, heavy, say, secondsLeft }: Waiting): Promise<Waits[]> {
  const medianWait = (runs: readonly { waitedMs: number }[]) => median(runs.map(({ waitedMs }) => waitedMs))
  return await onHost({ place, workers: 2 }, async (host) => {
    const rounds: Waits[] = []
    await allAtWork(host, light, 2)
    for (let round = 0, longest = 0; round < ROUNDS && secondsLeft() > 1.5 * longest; round += 1) {
      const before = secondsLeft()
      const aloneRuns = await runAll(host, light)
      const alone = medianWait(aloneRuns)
      const perSecond = perSecondOf(aloneRuns)
      const linked = await linkAccounts(host, accounts(firstHeavy + round, 1, 'heavy'))
      const heavyRun = runAll(host, linked)
      const besideRuns = await runAll(host, light)
      const [finished] = await heavyRun
      if (finished?.run.totals.writesToConnec !== heavy)
        throw new UnequalResultsError('Failed to measure fairness: the heavy link did not do its work.')
      const heavyEnd = finished.run.finishedAt ?? 0
      if (besideRuns.filter(({ run }) => run.startedAt < heavyEnd).length < light.length / 2)
        throw new UnequalResultsError(
          'Failed to measure fairness: the heavy link had ended before the others.',
        )
      const beside = medianWait(besideRuns)
      say(`median wait ${Math.round(alone)} ms, beside a heavy link ${Math.round(beside)} ms`)
      rounds.push({ alone, beside, perSecond })
      longest = Math.max(longest, before - secondsLeft())
    }
    return rounds
  })
}

interface Sizes {
  readonly links: number
  readonly few: number
  readonly heavy: number
}

function resultOf(
  speeds: readonly Record<number, number>[],
  waits: readonly Waits[],
  { links, few, heavy }: Sizes,
): SuiteResult {
  const middle = (values: number[]) => (values.length === 0 ? Number.NaN : median(values))
  const perSecond = (workers: number) => middle(speeds.map((round) => round[workers] ?? Number.NaN))
  const growth = rounded(middle(speeds.map((round) => (round[3] ?? 0) / (round[1] ?? Number.NaN))))
  const fairness = rounded(middle(waits.map(({ beside, alone }) => beside / alone)))
  const byWorkers = (figure: (workers: number) => number) =>
    Object.fromEntries(WORKERS.map((workers) => [`${workers} workers`, figure(workers)]))
  return {
    figures: {
      'jobs per second': byWorkers((workers) => rounded(perSecond(workers))),
      'links per minute': byWorkers((workers) => Math.round(60 * perSecond(workers))),
      'links per minute, 2 workers with four at once each': Math.round(
        60 * middle(waits.map(({ perSecond }) => perSecond)),
      ),
      'median wait of light links, ms': {
        'by themselves': Math.round(middle(waits.map(({ alone }) => alone))),
        'beside a heavy one': Math.round(middle(waits.map(({ beside }) => beside))),
      },
      '3 workers against 1': growth,
      'wait beside a heavy link': fairness,
    },
    measured: {
      [names.growth]: {
        size: `${links} links, ${CHANGED} changed records each, ${LATENCY_MS} ms latency, each worker one link at a time`,
        value: growth,
      },
      [names.fairness]: {
        size:
          waits.length === 0
            ? 'there was no time for it'
            : `1 link with ${heavy} new records, ${few} light ones, 2 workers`,
        value: fairness,
      },
    },
  }
}
