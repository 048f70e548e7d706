import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { WorkerFigures, WorkerInput } from './run-synchronization.js'

/** One run in a fresh process, whose memory and CPU time are its own. Throws when the run does not succeed. */
export async function runInWorker(input: WorkerInput): Promise<WorkerFigures> {
  const file = fileURLToPath(new URL('worker/run-synchronization.js', import.meta.url))
  const child = fork(file, [JSON.stringify(input)], { stdio: ['ignore', 2, 2, 'ipc'] })
  let figures: WorkerFigures | undefined
  child.on('message', (message: WorkerFigures) => {
    figures = message
  })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (figures === undefined) throw new Error(`Failed to run a measurement: its process ended with ${code}.`)
  if (figures.status !== 'succeeded')
    throw new Error(`Failed to run a measurement: the run ${figures.status}, ${figures.error}`)
  return figures
}
