import { setTimeout as sleep } from 'node:timers/promises'
import { type Host, requestRun } from '@duet/host'
import type { Link, RunWithTotals } from '@duet/store'

/** Rarely: looking is work for the same cores, and the runs say themselves when they began and ended. */
const LOOK_MS = 100

/** A run as it went; times are milliseconds. */
export interface FinishedRun {
  /** From the request to its start. */
  readonly waitedMs: number
  /** From the request to its end. */
  readonly tookMs: number
  readonly run: RunWithTotals
}

/** Asks for a run of each link at once. Resolves when all of them have ended; throws when one did not succeed. */
export async function runAll(host: Host, links: readonly Link[]): Promise<FinishedRun[]> {
  const { store } = host
  const latest = await Promise.all(links.map(({ id }) => newestRun(host, id)))
  const askedAt = Date.now()
  await Promise.all(links.map(({ id }) => requestRun(host.context, { linkId: id, trigger: 'manual' })))
  const finished = new Map<string, FinishedRun>()
  while (finished.size < links.length) {
    for (const [at, { id }] of links.entries()) {
      if (finished.has(id)) continue
      const run = await newestRun(host, id)
      if (run === undefined || run.finishedAt === null || run.id === latest[at]?.id) break
      if (run.status !== 'succeeded')
        throw new Error(`Failed to measure runs: one ${run.status}, ${run.error ?? 'without words'}.`)
      finished.set(id, { waitedMs: run.startedAt - askedAt, tookMs: run.finishedAt - askedAt, run })
    }
    await sleep(LOOK_MS)
  }
  return [...finished.values()]

  async function newestRun({ store: _ }: Host, linkId: string) {
    return (await store.runs.list(linkId, { limit: 1 }))[0]
  }
}
