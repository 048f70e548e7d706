import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Host, requestRun } from '@duet/host'
import { calmDown, runAll } from './calm-down.js'
import { createEdits } from './edits.js'
import { killOneWorker } from './kill-workers.js'
import { linkCompanies } from './link-companies.js'
import { openOtherSides } from './other-sides.js'
import { peopleAtWork } from './people-at-work.js'
import { createRandom } from './random.js'
import { startChaosHost } from './start-chaos-host.js'
import { examine, type Verdict } from './verdict.js'

/** A database to run on, and how it is made to fail. */
export interface ChaosDatabase {
  readonly name: 'sqlite' | 'postgres'
  readonly url?: string
  /** Kills the server and starts it again; absent where there is none. */
  crash?(): Promise<void>
}

export interface ChaosRun {
  database: ChaosDatabase
  kills: number
  seed: number
  say(words: string): void
}

export interface ChaosOutcome extends Verdict {
  kills: number
  serverCrashes: number
  edits: number
  /** Runs that were started, over all links. */
  runs: number
  writesAfterQuiet: number
}

const COMPANIES = 3
const WORKERS = 2
/** One in ten kills takes the database server too. */
const SERVER_EVERY = 10

/** People work on both sides, workers synchronize, and both workers and server are killed; then everything calms down. */
export async function chaosOn({ database, kills, seed, say }: ChaosRun): Promise<ChaosOutcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'duet-chaos-'))
  await using others = await openOtherSides(COMPANIES)
  const host = await startChaosHost({ folder, others, database, workers: WORKERS })
  try {
    const links = await linkCompanies(host, others.companies)
    const linkIds = [...links.values()].map(({ id }) => id)
    const random = createRandom(seed)
    const edits = createEdits()
    const people = peopleAtWork({ hub: others.hub, companies: others.companies, random, edits })
    await people.begin()
    const work = keepBusy({ host, linkIds, act: people.act })
    let killed = 0
    let serverCrashes = 0
    try {
      while (killed < kills) {
        if (!(await killOneWorker(host, linkIds, random))) continue
        killed += 1
        if (database.crash && killed % SERVER_EVERY === 0) {
          await database.crash()
          serverCrashes += 1
        }
        if (killed % 10 === 0) say(`${database.name}: ${killed} of ${kills} killed, ${edits.count()} edits`)
      }
    } finally {
      await work.stop()
    }
    say(`${database.name}: calming down`)
    const rounds = await calmDown(host, linkIds, others.writes)
    const verdict = await examine({ others, links, host, edits })
    const before = others.writes()
    await runAll(host, linkIds, { full: true })
    const writesAfterQuiet = others.writes() - before
    say(`${database.name}: quiet after ${rounds} rounds`)
    return {
      kills: killed,
      serverCrashes,
      edits: edits.count(),
      runs: await countRuns(host, linkIds),
      writesAfterQuiet,
      ...verdict,
    }
  } finally {
    await host.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const BETWEEN_ACTIONS_MS = 120
const ACTIONS_A_RUN = 3

/** People act and runs are asked for, all the time, until it is stopped. A database that is away for a moment is no reason to stop. */
function keepBusy({ host, linkIds, act }: { host: Host; linkIds: readonly string[]; act(): Promise<void> }) {
  let isOver = false
  const loop = async () => {
    for (let turn = 0; !isOver; turn++) {
      await act()
      const linkId = linkIds[Math.floor(turn / ACTIONS_A_RUN) % linkIds.length]
      if (turn % ACTIONS_A_RUN === 0 && linkId !== undefined)
        await requestRun(host.context, { linkId, trigger: 'manual' }).catch(() => {})
      await sleep(BETWEEN_ACTIONS_MS)
    }
  }
  const running = loop()
  return {
    async stop() {
      isOver = true
      await running
    },
  }
}

async function countRuns({ store }: Host, linkIds: readonly string[]): Promise<number> {
  let sum = 0
  for (const linkId of linkIds) sum += (await store.runs.list(linkId, { limit: 1 }))[0]?.number ?? 0
  return sum
}
