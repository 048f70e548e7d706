/**
 * How Node runs a worker. A run remembers some 30 MB however many records it looks at; by itself V8 would let ten times as
 * much garbage pile up before it clears any away. It is let to pile up to 64 MB, since to clear away more often takes a
 * sixth of a run's processor time, and is cleared away in one thread: several wait for each other more than they help. A
 * worker that needs more than 512 MB ends, and another one starts.
 */
export const workerFlags: readonly string[] = [
  '--min-semi-space-size=8',
  '--max-semi-space-size=8',
  '--initial-old-space-size=64',
  '--max-old-space-size=512',
  '--no-parallel-scavenge',
  '--v8-pool-size=1',
]
