import { setTimeout as sleep } from 'node:timers/promises'
import { type Job, PgBoss } from 'pg-boss'
import { DEFAULT_SCHEMA } from '../database/database.js'
import { StoreError } from '../errors.js'
import type { StoreDatabase } from '../tables.js'
import {
  DEAD_KEPT_MS,
  MAX_ATTEMPTS,
  MAX_BACKOFF_MS,
  PRIORITIES,
  type Queue,
  type QueueSettings,
  type QueueWorker,
  STOP_TIMEOUT_MS,
  type WorkOptions,
} from './queue.js'

const NAME = 'links'
/** How soon after its heartbeat a silent job is noticed; pg-boss looks once a minute unless told. */
const SUPERVISE_SECONDS = 2
/** pg-boss refuses a shorter heartbeat and a shorter poll. */
const LEAST_HEARTBEAT_SECONDS = 10
const LEAST_POLL_SECONDS = 0.5
/** The longest pg-boss lets one job run; a crash is noticed by the heartbeat, long before. */
const EXPIRE_SECONDS = 86_400

interface LinkJob {
  linkId: string
}

/**
 * The queue on pg-boss. Its policy `stately` with the link as key is exactly "one running and one waiting", held by
 * unique indexes; its group concurrency is a soft limit and would let jobs of a link overlap.
 */
export async function postgresQueue(database: StoreDatabase, settings: QueueSettings): Promise<Queue> {
  const { options } = database
  if (!('url' in options)) throw new StoreError('Failed to create the queue: the store is not on PostgreSQL.')
  const schema = `${options.schema ?? DEFAULT_SCHEMA}_boss`
  const boss = new PgBoss({
    connectionString: options.url,
    schema,
    max: 5,
    application_name: settings.owner,
    instanceName: settings.owner,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  })
  boss.on('error', settings.onError)
  await boss.start()
  await boss.createQueue(NAME, {
    policy: 'stately',
    notify: true,
    retryLimit: MAX_ATTEMPTS - 1,
    ...backoff(settings.backoffMs),
    heartbeatSeconds: Math.max(LEAST_HEARTBEAT_SECONDS, Math.ceil(settings.leaseMs / 1000)),
    expireInSeconds: EXPIRE_SECONDS,
    deleteAfterSeconds: DEAD_KEPT_MS / 1000,
  })

  return {
    async enqueue(linkId, { delayMs = 0, priority = 'background' } = {}) {
      // Raises inside a transaction, where the job would be seen before what it is about.
      void database.db
      const key = { singletonKey: linkId, priority: PRIORITIES[priority] }
      if (await pullForward(boss, linkId, delayMs, key)) return 'waiting'
      const sent = await boss.send(NAME, { linkId } satisfies LinkJob, { ...key, startAfter: at(delayMs) })
      return sent === null ? 'waiting' : 'queued'
    },

    work: (work) => startWorker(boss, settings, work),

    async counts() {
      const { rows } = await boss
        .getDb()
        .executeSql(`select state::text, count(*)::int from ${schema}.job where name = $1 group by state`, [
          NAME,
        ])
      const counts = { waiting: 0, running: 0, dead: 0 }
      for (const { state, count } of rows) {
        if (state === 'created' || state === 'retry') counts.waiting += count
        if (state === 'active') counts.running += count
        if (state === 'failed') counts.dead += count
      }
      return counts
    },

    async [Symbol.asyncDispose]() {
      await boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS })
    },
  }
}

const at = (delayMs: number): Date => new Date(Date.now() + delayMs)

/** pg-boss counts in whole seconds. */
const backoff = (backoffMs: number) =>
  backoffMs === 0
    ? { retryDelay: 0 }
    : {
        retryDelay: Math.ceil(backoffMs / 1000),
        retryBackoff: true,
        retryDelayMax: MAX_BACKOFF_MS / 1000,
      }

/** True when a job of the link waits already, be it for its time or for its next attempt; then it waits no longer than asked. */
async function pullForward(
  boss: PgBoss,
  linkId: string,
  delayMs: number,
  { priority }: { priority: number },
): Promise<boolean> {
  const [waiting] = await boss.findJobs<LinkJob>(NAME, { key: linkId, queued: true, limit: 1 })
  if (waiting === undefined) return false
  const startAfter = at(delayMs)
  const earlier = startAfter < waiting.startAfter ? { startAfter } : {}
  const urgent = priority > waiting.priority ? { priority } : {}
  if (Object.keys(earlier).length + Object.keys(urgent).length === 0) return true
  const { updated } = await boss.update(NAME, undefined, { id: waiting.id, ...earlier, ...urgent })
  // None updated: it has just been taken, perhaps before what this call is about.
  return updated > 0
}

async function startWorker(
  boss: PgBoss,
  { pollMs }: QueueSettings,
  { concurrency, handle }: WorkOptions,
): Promise<QueueWorker> {
  const stopping = new AbortController()
  const ids = await Promise.all(Array.from({ length: concurrency }, startSlot))
  return {
    async stop({ timeoutMs = STOP_TIMEOUT_MS } = {}) {
      const ended = Promise.all(ids.map((id) => boss.offWork(NAME, { id, wait: true })))
      const timeout = new AbortController()
      const late = sleep(timeoutMs, undefined, { signal: timeout.signal }).catch(() => {})
      await Promise.race([ended, late])
      timeout.abort()
      stopping.abort(new Error('The worker is stopping'))
      await Promise.race([ended, sleep(1_000)])
    },
  }

  /** Does one job after the other; only when there is none does it wait for word of the next, or for the next look. */
  async function startSlot(): Promise<string> {
    const pollSeconds = Math.max(LEAST_POLL_SECONDS, pollMs / 1000)
    let id: string | undefined
    const handleAll = async (jobs: Job<LinkJob>[]) => {
      try {
        for (const job of jobs) {
          const signal = AbortSignal.any([job.signal, stopping.signal])
          await handle({ linkId: job.data.linkId, attempt: job.retryCount + 1, signal })
        }
      } finally {
        // by itself pg-boss takes the next job half a second after this one was taken, however soon it was done
        if (id !== undefined) boss.notifyWorker(id)
      }
    }
    id = await boss.work<LinkJob, void>(
      NAME,
      { batchSize: 1, pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds },
      handleAll,
    )
    return id
  }
}
