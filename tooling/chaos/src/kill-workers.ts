import { setTimeout as sleep } from 'node:timers/promises'
import type { Host } from '@duet/host'
import type { Random } from './random.js'

/** Waits until a worker is in the middle of a run, then a moment longer, then kills it. */
export async function killOneWorker({ workers, store }: Host, linkIds: readonly string[], random: Random) {
  const deadline = Date.now() + RUNNING_WITHIN_MS
  while (Date.now() < deadline && !(await isRunning(store, linkIds))) await sleep(LOOK_MS)
  await sleep(random.below(LONGEST_MOMENT_MS))
  const pid = random.oneOf(workers())
  if (pid === undefined) return false
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false // it ended by itself a moment ago
  }
}

const RUNNING_WITHIN_MS = 12_000
const LOOK_MS = 20
const LONGEST_MOMENT_MS = 600

async function isRunning(store: Host['store'], linkIds: readonly string[]): Promise<boolean> {
  for (const linkId of linkIds) if ((await store.runs.running(linkId)) !== undefined) return true
  return false
}
