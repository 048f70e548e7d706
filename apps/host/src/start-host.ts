import type { Store } from '@duet/store'
import { createApp } from './create-app.js'
import { listen } from './listen.js'
import type { Log } from './logging/create-log.js'
import { type HostContext, openContext } from './open-context.js'
import { prepareData } from './prepare-data.js'
import { startScheduler, wakeWaitingLinks } from './scheduler.js'
import { publicUrlOf, type Settings } from './settings/settings.js'
import { createSignInUrl } from './sign-in/create-sign-in-url.js'
import { type StopOptions, startWorker } from './worker/start-worker.js'
import { superviseWorkers } from './worker/supervise-workers.js'

/** A running host. */
export interface Host {
  /** Where it is reached. */
  readonly url: string
  readonly store: Store
  readonly context: HostContext
  /** A new sign-in link. */
  signInUrl(): Promise<string>
  /** Process ids of the workers; none when they are in this process. */
  workers(): number[]
  /** Stops everything; what is under way is finished or left in order. */
  close(options?: StopOptions): Promise<void>
}

export interface StartOptions {
  /** `in-process`: for tests, one process does it all; a file: the program worker processes run; absent: no workers. */
  workers?: 'in-process' | { file: string; longestPauseMs?: number }
  /** How often to look for links that are due, 2 000 ms unless set. */
  schedulerMs?: number
  log?: Log
}

/**
 * Starts the HTTP process of a host, its scheduler and its workers.
 *
 * @example
 * const host = await startHost(readSettings({ file: 'duet.config.json' }), { workers: 'in-process' })
 * await fetch(`${host.url}/health`)
 *
 * Throws errors with one message that shows the fix: a used port, a damaged database file, an unreachable server.
 */
export async function startHost(settings: Settings, options: StartOptions = {}): Promise<Host> {
  // First the port: a second host on the same machine must not touch anything.
  const server = await listen(settings.host)
  try {
    const context = await openContext(settings, options.log === undefined ? {} : { log: options.log })
    try {
      return await start(context, { ...options, server })
    } catch (error) {
      await context[Symbol.asyncDispose]()
      throw error
    }
  } catch (error) {
    await server.close()
    throw error
  }
}

async function start(
  context: HostContext,
  { server, workers, schedulerMs }: StartOptions & { server: Awaited<ReturnType<typeof listen>> },
): Promise<Host> {
  const { settings, store, log, catalog } = context
  for (const { name, message } of catalog.quarantined)
    log.warn({ connector: name, reason: message }, 'A connector is left out')
  await prepareData(context)
  const publicUrl = publicUrlOf(settings, server.port)
  const working = await startWorkers({ ...context, settings: reachableAt(settings, publicUrl) }, workers)
  const scheduler = startScheduler(context, schedulerMs === undefined ? {} : { tickMs: schedulerMs })
  server.serve(createApp({ ...context, publicUrl }))
  await wakeWaitingLinks(context)
  log.info({ port: server.port, connectors: catalog.connectors.size }, 'Duet is running')
  return {
    url: publicUrl,
    store,
    context,
    signInUrl: () => createSignInUrl(store, publicUrl),
    workers: working.pids,
    async close(options) {
      // The other sides still reach us while runs end.
      if (options?.finishRuns) await working.stop(options)
      await Promise.all([server.close(), scheduler.stop(), working.stop(options)])
      await context[Symbol.asyncDispose]()
      log.info('Duet has stopped')
    },
  }
}

async function startWorkers(
  context: HostContext,
  workers: StartOptions['workers'],
): Promise<{ pids(): number[]; stop(options?: StopOptions): Promise<void> }> {
  if (workers === undefined) return { pids: () => [], stop: async () => {} }
  if (workers !== 'in-process')
    return superviseWorkers(context, { ...workers, count: context.settings.workers })
  const worker = await startWorker(context)
  return { pids: () => [], stop: (options) => worker.stop(options) }
}

/** With port 0 the address is only known now; workers need it for the OAuth client's redirect URI. */
const reachableAt = (settings: Settings, publicUrl: string): Settings => ({
  ...settings,
  host: { ...settings.host, publicUrl },
})
