import { setTimeout as sleep } from 'node:timers/promises'
import { type Host, requestRun } from '@duet/host'
import type { RunOptions } from '@duet/store'

const WAIT_MS = 120_000
const LOOK_MS = 50
const MOST_ROUNDS = 12

/** After the last kill: synchronizes until a round writes nothing and nothing waits. Returns the rounds it took. */
export async function calmDown(
  host: Host,
  linkIds: readonly string[],
  writes: () => number,
): Promise<number> {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const before = writes()
    // What an operator does with "duet inbox retry": nobody waits for the next attempt here.
    for (const linkId of linkIds) await retryFailed(host, linkId)
    await runAll(host, linkIds, {})
    if (writes() === before && (await waiting(host, linkIds)) === 0) return round
  }
  return MOST_ROUNDS
}

/** Asks for a run of every link and waits until all of them are over. */
export async function runAll(
  { context, store }: Host,
  linkIds: readonly string[],
  options: RunOptions,
): Promise<void> {
  for (const linkId of linkIds)
    await requestRun(context, { linkId, trigger: 'manual', options: { ...options, forced: true } })
  const deadline = Date.now() + WAIT_MS
  for (const linkId of linkIds) {
    while (Date.now() < deadline) {
      const asked = await store.requests.pendingFor(linkId)
      if (asked.length === 0 && (await store.runs.running(linkId)) === undefined) break
      await sleep(LOOK_MS)
    }
  }
}

async function retryFailed({ store }: Host, linkId: string): Promise<void> {
  const failed = await store.pending.list(linkId, { state: 'failed', limit: 500 })
  await store.pending.retry(
    failed.rows.map(({ id }) => id),
    Date.now(),
  )
}

/** Records that wait, in either way. */
async function waiting({ store }: Host, linkIds: readonly string[]): Promise<number> {
  let sum = 0
  for (const linkId of linkIds) {
    const counts = await store.pending.counts(linkId)
    sum += counts.parked + counts.failed
  }
  return sum
}
