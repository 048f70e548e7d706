/** How a job is put into the queue. */
export interface EnqueueOptions {
  /** Not before this many milliseconds from now. */
  delayMs?: number | undefined
  /** `interactive`: somebody is looking; goes before `background`, the default. */
  priority?: 'interactive' | 'background' | undefined
}

/** A link to look at. */
export interface QueueJob {
  linkId: string
  /** 1 for the first attempt. */
  attempt: number
  /** Aborted when the job is no longer this worker's, or the worker is stopped for good: end soon, write nothing. */
  signal: AbortSignal
}

export interface WorkOptions {
  /** Jobs at once in this worker. */
  concurrency: number
  /** Does the job; throwing has it tried again later. */
  handle: (job: QueueJob) => Promise<void>
}

/** Takes jobs until it is stopped. */
export interface QueueWorker {
  /** Takes no new job, waits up to `timeoutMs` (30 s) for those running, then aborts them. */
  stop(options?: { timeoutMs?: number }): Promise<void>
}

/**
 * Which links want looking at. At most one job of a link runs and one waits, over all workers; a job says nothing
 * but "look at this link", what to do stands in `store.requests`.
 */
export interface Queue extends AsyncDisposable {
  /**
   * Asks for a look at the link: `waiting` when one was waiting already (it is moved forward if this one wants to be
   * earlier), `queued` otherwise, also while a job of the link runs.
   *
   * Call it after the transaction that stored the request, not inside: a worker could look before the commit.
   * @throws OutsideTransactionError when called inside
   */
  enqueue(linkId: string, options?: EnqueueOptions): Promise<'queued' | 'waiting'>
  work(options: WorkOptions): Promise<QueueWorker>
  /** `dead` jobs have failed five times; they stay for a week to be seen, and hold nothing up. */
  counts(): Promise<{ waiting: number; running: number; dead: number }>
}

/** How a queue behaves; what people write. */
export interface QueueOptions {
  /** How often to look for jobs, 500 unless set. */
  pollMs?: number | undefined
  /** A worker silent for so long has lost its jobs, 10 000 unless set (the least pg-boss allows). */
  leaseMs?: number | undefined
  /** Names this process to whoever looks into the tables. */
  owner?: string | undefined
  /** Wait before the second attempt, 2 000 unless set; it doubles with each further one. */
  backoffMs?: number | undefined
  /** Told of errors that happen between calls (the database away for a moment); a process warning unless set. */
  onError?: ((error: unknown) => void) | undefined
}

/** The same with everything decided. */
export interface QueueSettings {
  pollMs: number
  leaseMs: number
  owner: string
  backoffMs: number
  onError: (error: unknown) => void
}

export const MAX_ATTEMPTS = 5
export const MAX_BACKOFF_MS = 600_000
export const DEAD_KEPT_MS = 7 * 86_400_000
export const STOP_TIMEOUT_MS = 30_000
export const PRIORITIES = { interactive: 10, background: 0 } as const

export const queueSettings = (options: QueueOptions): QueueSettings => ({
  pollMs: options.pollMs ?? 500,
  leaseMs: options.leaseMs ?? 10_000,
  owner: options.owner ?? `duet-${process.pid}`,
  backoffMs: options.backoffMs ?? 2_000,
  onError:
    options.onError ?? ((error) => process.emitWarning(error instanceof Error ? error : String(error))),
})
