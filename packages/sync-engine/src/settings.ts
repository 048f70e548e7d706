/** How the engine works; every number may be changed by the host. Times are milliseconds. */
export interface EngineSettings {
  /** Records a page. */
  pageSize: number
  /** Records a page in the first synchronization. */
  firstPageSize: number
  /** Records worked on together at most, of up to ten pages: the database is asked once for all of them. */
  workingSet: number
  /** Operations a batch to Connec!. */
  batchSize: number
  /** Requests to the application at a time. */
  concurrency: number
  /** How long a run may be silent before another one takes over. */
  leaseMs: number
  /** How much earlier than the last change seen the next read starts. */
  overlapMs: number
  /** Changes this close together count as simultaneous. */
  skewToleranceMs: number
  /**
   * A run that would change more than this share of an entity's pairs, and at least `minimum` of them, stops and asks:
   * `overwrite` values on one side, or end pairs (`inactivate`). 1 never stops.
   */
  massChange: { overwrite: number; inactivate: number; minimum: number }
  /** A field that goes back and forth between two values so many times within so long is left to a person. */
  flipFlop: { times: number; withinMs: number }
}

export const defaultSettings: EngineSettings = {
  pageSize: 100,
  firstPageSize: 50,
  workingSet: 500,
  batchSize: 50,
  concurrency: 4,
  leaseMs: 30_000,
  overlapMs: 2_000,
  skewToleranceMs: 5_000,
  massChange: { overwrite: 0.5, inactivate: 0.2, minimum: 50 },
  flipFlop: { times: 3, withinMs: 24 * 60 * 60 * 1000 },
}
