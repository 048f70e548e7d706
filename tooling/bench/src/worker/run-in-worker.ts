import { workerFlags } from '@duet/host'
import { forkForAnswer } from './fork-for-answer.js'
import type { WorkerFigures, WorkerInput } from './run-synchronization.js'

/** One run in a fresh process, which Node runs as it runs a worker of a host. Throws when the run does not succeed. */
export async function runInWorker(input: WorkerInput): Promise<WorkerFigures> {
  const figures = await forkForAnswer<WorkerFigures>('worker/run-synchronization.js', input, [
    '--expose-gc',
    ...workerFlags,
  ])
  if (figures.status !== 'succeeded')
    throw new Error(`Failed to run a measurement: the run ${figures.status}, ${figures.error}`)
  return figures
}
