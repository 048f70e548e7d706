import type { Outcome, Runner } from '../runner.js'
import type { Vector } from '../vector.js'
import { compareRuns } from './compare-runs.js'
import { expectedRun } from './expected-run.js'
import { performJob } from './perform-job.js'
import type { ReadRun } from './reading.js'
import { type SyncJobVector, syncJobVector } from './sync-job-vector.js'

/** When a run starts, what a first one does, which entities it reads and how much of them. */
export const syncJob: Runner = { file: 'sync-job.json', required: true, run: runSyncJob }

async function runSyncJob(vector: Vector): Promise<Outcome> {
  const recorded = syncJobVector.parse(vector)
  return { differences: compare(recorded, await performJob(recorded)) }
}

function compare(recorded: SyncJobVector, actual: ReadRun | null): string[] {
  const { expected } = recorded
  if (expected.performed !== (actual !== null))
    return [`performed: expected ${expected.performed}, got ${actual !== null}`]
  return actual === null ? [] : compareRuns(recorded, { expected: expectedRun(expected.calls), actual })
}
