import { setTimeout as sleep } from 'node:timers/promises'
import type { HeldJob, JobTable } from './job-table.js'
import { type QueueSettings, type QueueWorker, STOP_TIMEOUT_MS, type WorkOptions } from './queue.js'

interface RunningJob {
  readonly job: HeldJob
  readonly abort: AbortController
  readonly ended: Promise<void>
}

/** Polls the job table, runs what it finds and keeps its leases alive. */
export class SqliteWorker implements QueueWorker {
  readonly #jobs: JobTable
  readonly #settings: QueueSettings
  readonly #work: WorkOptions
  readonly #running = new Map<string, RunningJob>()
  readonly #heartbeat: NodeJS.Timeout
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #lookAgain = false
  #stopping = false

  constructor(jobs: JobTable, settings: QueueSettings, work: WorkOptions) {
    this.#jobs = jobs
    this.#settings = settings
    this.#work = work
    this.#heartbeat = setInterval(() => void this.#renew(), settings.leaseMs / 3)
    this.wake()
  }

  /** Looks for jobs now rather than at the next poll. */
  wake(): void {
    if (this.#stopping) return
    if (this.#looking !== undefined) {
      this.#lookAgain = true
      return
    }
    clearTimeout(this.#timer)
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined
      if (this.#lookAgain) {
        this.#lookAgain = false
        this.wake()
      } else if (!this.#stopping) this.#timer = setTimeout(() => this.wake(), this.#settings.pollMs)
    })
  }

  async stop({ timeoutMs = STOP_TIMEOUT_MS }: { timeoutMs?: number } = {}): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#timer)
    await this.#looking
    if (!(await this.#allEndedWithin(timeoutMs))) {
      for (const { abort } of this.#running.values()) abort.abort(new Error('The worker is stopping'))
      // Whoever does not listen keeps its lease until that expires, so that nobody works beside it.
      await this.#allEndedWithin(1_000)
    }
    clearInterval(this.#heartbeat)
  }

  async #look(): Promise<void> {
    const free = this.#work.concurrency - this.#running.size
    if (free <= 0) return
    try {
      const claimed = await this.#jobs.claim(free, Date.now())
      for (const job of claimed) {
        if (this.#stopping) await this.#jobs.handBack(job, Date.now())
        else this.#start(job)
      }
    } catch (error) {
      this.#settings.onError(error)
    }
  }

  #start(job: HeldJob): void {
    const abort = new AbortController()
    const ended = this.#run(job, abort.signal)
      .catch(this.#settings.onError)
      .finally(() => {
        this.#running.delete(job.id)
        this.wake()
      })
    this.#running.set(job.id, { job, abort, ended })
  }

  async #run(job: HeldJob, signal: AbortSignal): Promise<void> {
    try {
      await this.#work.handle({ linkId: job.linkId, attempt: job.attempts, signal })
    } catch (error) {
      if (this.#stopping && signal.aborted) await this.#jobs.handBack(job, Date.now())
      else await this.#jobs.fail(job, error, Date.now())
      return
    }
    await this.#jobs.complete(job)
  }

  async #renew(): Promise<void> {
    const running = [...this.#running.values()]
    if (running.length === 0) return
    try {
      const held = await this.#jobs.renew(
        running.map(({ job }) => job),
        Date.now(),
      )
      for (const { job, abort } of running) {
        if (!held.has(job.id)) abort.abort(new Error('Another worker has taken the job over'))
      }
    } catch (error) {
      this.#settings.onError(error)
    }
  }

  async #allEndedWithin(timeoutMs: number): Promise<boolean> {
    const ended = Promise.all([...this.#running.values()].map((running) => running.ended)).then(() => true)
    const timeout = new AbortController()
    const late = sleep(timeoutMs, false, { signal: timeout.signal }).catch(() => false)
    const result = await Promise.race([ended, late])
    timeout.abort()
    return result
  }
}
