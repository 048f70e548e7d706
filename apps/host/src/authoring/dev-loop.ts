import type { Complaint } from '@duet/core'
import { checkNow, type DevChild, startChild } from './dev-child.js'
import type { DevTask, SessionPlaces } from './dev-message.js'
import { watchSources } from './watch-sources.js'

/** What happens while somebody works on a connector. */
export type DevEvent =
  | { readonly event: 'ready'; readonly places: SessionPlaces }
  | { readonly event: 'changed'; readonly file: string }
  | { readonly event: 'reloaded'; readonly ms: number }
  | { readonly event: 'refused'; readonly complaints: readonly Complaint[] }
  | { readonly event: 'ended'; readonly message: string }

export interface DevLoop {
  task: DevTask
  report(event: DevEvent): void
  /** Resolves when somebody wants to stop. */
  stopped: Promise<unknown>
}

/**
 * Keeps a session open and starts it anew after every change of the sources: between runs, never inside one. A change that
 * does not load leaves the last version at work.
 */
export async function devLoop({ task, report, stopped }: DevLoop): Promise<void> {
  let child: DevChild | undefined
  const { promise: isReady, resolve: readied } = Promise.withResolvers<void>()
  // One after the other: a change during the start or a reload is taken after it.
  let reloads = isReady
  let waiting = false
  // Before anybody is told that all is ready: what is saved at once counts too.
  const watching = watchSources(task.folder, (file) => {
    report({ event: 'changed', file })
    if (waiting) return
    waiting = true
    reloads = reloads.then(() => {
      waiting = false
      return reload()
    })
  })
  try {
    child = await startChild(task)
  } catch (error) {
    watching.stop()
    throw error
  }
  report({ event: 'ready', places: child.places })
  listen(child)
  readied()
  await stopped
  watching.stop()
  await reloads
  await child?.stop()

  async function reload(): Promise<void> {
    const { complaints } = await checkNow(task)
    if (complaints.some(({ level }) => level === 'error')) return report({ event: 'refused', complaints })
    const startedAt = performance.now()
    await child?.stop()
    child = undefined
    try {
      child = await startChild(task)
      listen(child)
      report({ event: 'reloaded', ms: Math.round(performance.now() - startedAt) })
    } catch (error) {
      report({ event: 'ended', message: error instanceof Error ? error.message : String(error) })
    }
  }

  function listen(started: DevChild): void {
    void started.ended.then(() => {
      if (child !== started) return
      child = undefined
      report({ event: 'ended', message: 'The session ended by itself; the next change starts it again.' })
    })
  }
}
