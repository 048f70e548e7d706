import { describe, test, vi } from 'vitest'
import { OutsideTransactionError } from '../errors.js'
import { newId } from '../new-id.js'
import { openStore } from '../open-store.js'
import { createQueue } from '../queue/create-queue.js'
import type { Queue, QueueJob, QueueOptions } from '../queue/queue.js'
import type { Store } from '../store.js'
import type { SuiteOptions } from './test-store.js'

/** Long enough for any queue on a slow machine; what is awaited comes far sooner. */
const EVENTUALLY = { timeout: 30_000, interval: 20 }

/**
 * The contract of the queue, as tests: eventual outcomes, never times. `create` opens an empty store, and each test
 * makes queues on it as separate processes would, with stores of their own.
 *
 * @example
 * testQueue('SQLite', temporaryStore)
 */
export function testQueue(name: string, create: () => Promise<Store>, { skip }: SuiteOptions = {}): void {
  const title = skip === undefined ? `${name} queue` : `${name} queue (skipped: ${skip})`
  // Each test has a store of its own and mostly waits: side by side they take as long as the slowest. Each has an
  // `expect` of its own too; the global one does not know which of them it is in.
  describe.skipIf(skip !== undefined).concurrent(title, { timeout: 60_000 }, () => {
    test('a second job of a link is dropped while one waits, and kept while one runs', async ({
      expect,
      onTestFinished,
    }) => {
      const { queue } = await openQueues(create, onTestFinished)
      const link = newId()
      expect(await queue.enqueue(link)).toBe('queued')
      expect(await queue.enqueue(link)).toBe('waiting')
      expect(await queue.enqueue(link, { delayMs: 5_000, priority: 'interactive' })).toBe('waiting')
      expect(await queue.counts()).toEqual({ waiting: 1, running: 0, dead: 0 })
      const gate = Promise.withResolvers<void>()
      const seen: QueueJob[] = []
      await queue.work({
        concurrency: 2,
        async handle(job) {
          seen.push(job)
          await gate.promise
        },
      })
      await vi.waitUntil(() => seen.length === 1, EVENTUALLY)
      expect(seen[0]).toMatchObject({ linkId: link, attempt: 1 })
      expect(await queue.enqueue(link)).toBe('queued')
      expect(await queue.enqueue(link)).toBe('waiting')
      expect(await queue.counts()).toEqual({ waiting: 1, running: 1, dead: 0 })
      gate.resolve()
      await expect.poll(() => queue.counts(), EVENTUALLY).toEqual({ waiting: 0, running: 0, dead: 0 })
      expect(seen).toHaveLength(2)
    })

    test('jobs of a link never overlap and no request is lost, with three workers', async ({
      expect,
      onTestFinished,
    }) => {
      const { queues } = await openQueues(create, onTestFinished, { count: 3 })
      const links = Array.from({ length: 6 }, newId)
      const running = new Set<string>()
      const asked = new Map<string, number>()
      const seen = new Map<string, number>()
      let overlaps = 0
      for (const queue of queues) {
        await queue.work({
          concurrency: 4,
          async handle({ linkId }) {
            if (running.has(linkId)) overlaps += 1
            running.add(linkId)
            const request = asked.get(linkId) ?? 0
            await new Promise((resolve) => setTimeout(resolve, 5))
            seen.set(linkId, request)
            running.delete(linkId)
          },
        })
      }
      for (let round = 1; round <= 8; round += 1) {
        for (const [index, linkId] of links.entries()) {
          asked.set(linkId, round)
          await queues[(index + round) % 3]?.enqueue(linkId)
        }
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      // The last look at each link began after the last request for it.
      await expect.poll(() => links.map((linkId) => seen.get(linkId)), EVENTUALLY).toEqual(links.map(() => 8))
      expect(overlaps).toBe(0)
    })

    test('a job that fails is tried again, with the number of the attempt', async ({
      expect,
      onTestFinished,
    }) => {
      const { queue } = await openQueues(create, onTestFinished, { backoffMs: 0 })
      const attempts: number[] = []
      await queue.work({
        concurrency: 1,
        async handle({ attempt }) {
          attempts.push(attempt)
          if (attempt < 3) throw new Error('not yet')
        },
      })
      await queue.enqueue(newId())
      await vi.waitUntil(() => attempts.length === 3, EVENTUALLY)
      await expect.poll(() => queue.counts(), EVENTUALLY).toEqual({ waiting: 0, running: 0, dead: 0 })
      expect(attempts).toEqual([1, 2, 3])
    })

    test('a job that fails five times is dead, and holds nothing up', async ({ expect, onTestFinished }) => {
      const { queue } = await openQueues(create, onTestFinished, { backoffMs: 0 })
      let broken = true
      const attempts: number[] = []
      await queue.work({
        concurrency: 1,
        async handle({ attempt }) {
          attempts.push(attempt)
          if (broken) throw new Error('never')
        },
      })
      const link = newId()
      await queue.enqueue(link)
      await expect.poll(() => queue.counts(), EVENTUALLY).toEqual({ waiting: 0, running: 0, dead: 1 })
      expect(attempts).toEqual([1, 2, 3, 4, 5])
      broken = false
      expect(await queue.enqueue(link)).toBe('queued')
      await vi.waitUntil(() => attempts.length === 6, EVENTUALLY)
    })

    test('a job that failed waits before it is tried again, and holds no other link up', async ({
      expect,
      onTestFinished,
    }) => {
      const { queue } = await openQueues(create, onTestFinished, { backoffMs: 3_600_000 })
      const seen: string[] = []
      await queue.work({
        concurrency: 1,
        async handle({ linkId }) {
          seen.push(linkId)
          if (seen.length === 1) throw new Error('later')
        },
      })
      const [failing, other] = [newId(), newId()]
      await queue.enqueue(failing)
      await expect.poll(() => queue.counts(), EVENTUALLY).toEqual({ waiting: 1, running: 0, dead: 0 })
      await queue.enqueue(other)
      await vi.waitUntil(() => seen.length === 2, EVENTUALLY)
      expect(seen).toEqual([failing, other])
      // Somebody who asks now does not wait for the back-off.
      expect(await queue.enqueue(failing, { priority: 'interactive' })).toBe('waiting')
      await vi.waitUntil(() => seen.length === 3, EVENTUALLY)
      expect(seen[2]).toBe(failing)
    })

    test('a delayed job waits for its time, unless somebody asks sooner', async ({
      expect,
      onTestFinished,
    }) => {
      const { queue } = await openQueues(create, onTestFinished)
      const [delayed, soon, now] = [newId(), newId(), newId()]
      const seen: string[] = []
      await queue.enqueue(delayed, { delayMs: 3_600_000 })
      await queue.enqueue(soon, { delayMs: 300 })
      await queue.enqueue(now)
      await queue.work({
        concurrency: 1,
        async handle({ linkId }) {
          seen.push(linkId)
        },
      })
      await vi.waitUntil(() => seen.length === 2, EVENTUALLY)
      expect(seen).toEqual([now, soon])
      expect(await queue.enqueue(delayed)).toBe('waiting')
      await vi.waitUntil(() => seen.length === 3, EVENTUALLY)
    })

    test('what somebody waits for goes first', async ({ expect, onTestFinished }) => {
      const { queue } = await openQueues(create, onTestFinished)
      const [first, second, urgent] = [newId(), newId(), newId()]
      await queue.enqueue(first)
      await queue.enqueue(second)
      await queue.enqueue(urgent, { priority: 'interactive' })
      const seen: string[] = []
      await queue.work({
        concurrency: 1,
        async handle({ linkId }) {
          seen.push(linkId)
        },
      })
      await vi.waitUntil(() => seen.length === 3, EVENTUALLY)
      expect(seen).toEqual([urgent, first, second])
    })

    test('stopping waits for what runs and leaves the rest to others', async ({ expect, onTestFinished }) => {
      const { queues, queue } = await openQueues(create, onTestFinished, { count: 2 })
      const gate = Promise.withResolvers<void>()
      const seen: string[] = []
      let finished = 0
      const handle = async ({ linkId }: QueueJob) => {
        seen.push(linkId)
        await gate.promise
        finished += 1
      }
      const [first, second] = [newId(), newId()]
      await queue.enqueue(first)
      const worker = await queue.work({ concurrency: 1, handle })
      await vi.waitUntil(() => seen.length === 1, EVENTUALLY)
      const stopped = worker.stop()
      await queue.enqueue(second)
      gate.resolve()
      await stopped
      expect([seen, finished]).toEqual([[first], 1])
      await queues[1]?.work({ concurrency: 1, handle })
      await vi.waitUntil(() => finished === 2, EVENTUALLY)
      expect(seen).toEqual([first, second])
    })

    test('stopping that takes too long aborts what runs, and it is done again', async ({
      expect,
      onTestFinished,
    }) => {
      const { queues, queue } = await openQueues(create, onTestFinished, { count: 2, backoffMs: 0 })
      const link = newId()
      const aborted = Promise.withResolvers<void>()
      const running = Promise.withResolvers<void>()
      const worker = await queue.work({
        concurrency: 1,
        async handle({ signal }) {
          running.resolve()
          await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        },
      })
      await queue.enqueue(link)
      await running.promise
      await worker.stop({ timeoutMs: 10 })
      await queues[1]?.work({
        concurrency: 1,
        async handle({ linkId }) {
          expect(linkId).toBe(link)
          aborted.resolve()
        },
      })
      await aborted.promise
    })

    test('asking inside a transaction is refused: a worker could look before the commit', async ({
      expect,
      onTestFinished,
    }) => {
      const { store, queue } = await openQueues(create, onTestFinished)
      await expect(store.transaction(() => queue.enqueue(newId()))).rejects.toThrow(OutsideTransactionError)
      expect(await queue.counts()).toEqual({ waiting: 0, running: 0, dead: 0 })
    })
  })
}

type Cleanup = (clean: () => Promise<void>) => void

/** Queues as of so many processes, each over its own connection; all is closed when the test has ended. */
async function openQueues(
  create: () => Promise<Store>,
  onTestFinished: Cleanup,
  { count = 1, ...options }: QueueOptions & { count?: number } = {},
): Promise<{ store: Store; queue: Queue; queues: Queue[] }> {
  const closing = new AsyncDisposableStack()
  onTestFinished(() => closing.disposeAsync())
  const store = closing.use(await create())
  const queueOptions = { pollMs: 50, ...options }
  const queue = closing.use(await createQueue(store, queueOptions))
  const queues = [queue]
  while (queues.length < count) {
    const other = closing.use(await openStore(store.database.options))
    queues.push(closing.use(await createQueue(other, queueOptions)))
  }
  return { store, queue, queues }
}
