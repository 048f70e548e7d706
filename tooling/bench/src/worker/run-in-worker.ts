import { forkForAnswer } from './fork-for-answer.js'
import type { WorkerFigures, WorkerInput } from './run-synchronization.js'

/** One run in a fresh process. Throws when the run does not succeed. */
export async function runInWorker(input: WorkerInput): Promise<WorkerFigures> {
  const figures = await forkForAnswer<WorkerFigures>('worker/run-synchronization.js', input, ['--expose-gc'])
  if (figures.status !== 'succeeded')
    throw new Error(`Failed to run a measurement: the run ${figures.status}, ${figures.error}`)
  return figures
}
