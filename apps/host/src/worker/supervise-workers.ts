import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type HostContext, newOwner } from '../open-context.js'
import { writtenSettings } from '../settings/written-settings.js'
import { workerFlags } from './worker-flags.js'
import type { WorkerStart } from './worker-message.js'

/** Worker processes of a host. */
export interface WorkerProcesses {
  /** Process ids of those running now. */
  pids(): number[]
  /** Asks all of them to finish the page in hand; ends those that have not after ten seconds and a bit. */
  stop(): Promise<void>
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** Whoever lived so long was well: the next pause starts small again. */
const HEALTHY_MS = 60_000
const STOP_MS = 12_000

/** Starts `count` worker processes from `file` and replaces those that end, after a pause that grows. */
export function superviseWorkers(
  context: HostContext,
  {
    file,
    count,
    longestPauseMs = LONGEST_PAUSE_MS,
  }: { file: string; count: number; longestPauseMs?: number },
): WorkerProcesses {
  const children = new Set<ChildProcess>()
  const stopping = new AbortController()
  const loops = Array.from({ length: count }, () => keepOneRunning())

  async function keepOneRunning(): Promise<void> {
    const firstPauseMs = Math.min(FIRST_PAUSE_MS, longestPauseMs)
    let pauseMs = firstPauseMs
    while (!stopping.signal.aborted) {
      const startedAt = Date.now()
      const owner = newOwner()
      const code = await runOnce(owner)
      // What it was doing is free at once, instead of when its lease ends.
      await context.store.runs
        .abandon(owner)
        .catch((error) => context.log.warn({ error }, 'Its runs stay leased'))
      if (stopping.signal.aborted) return
      pauseMs = Date.now() - startedAt > HEALTHY_MS ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs)
      context.log.error({ code, pauseMs }, 'A worker process ended; another one starts')
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  function runOnce(owner: string): Promise<number | string | null> {
    return new Promise((resolve) => {
      const execArgv = [...process.execArgv, ...workerFlags]
      const child = fork(file, [], { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      children.add(child)
      const done = (how: number | string | null) => {
        children.delete(child)
        resolve(how)
      }
      child.once('exit', (code, signal) => done(code ?? signal))
      child.once('error', (error) => done(error.message))
      child.send({ owner, settings: writtenSettings(context.settings) } satisfies WorkerStart, () => {})
    })
  }

  return {
    pids: () => [...children].flatMap(({ pid }) => pid ?? []),
    async stop() {
      stopping.abort()
      for (const child of children) child.kill('SIGTERM')
      const patience = setTimeout(() => {
        for (const child of children) child.kill('SIGKILL')
      }, STOP_MS)
      await Promise.all(loops)
      clearTimeout(patience)
    },
  }
}
