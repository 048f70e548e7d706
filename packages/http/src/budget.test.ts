import { RateLimitError } from '@duet/core'
import { expect, test } from 'vitest'
import { createBudget } from './budget.js'

/** Time that passes only while somebody sleeps: everything due at one moment runs before the next one. */
function virtualTime() {
  let now = 0
  const sleepers: { at: number; wake: () => void }[] = []
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    now: () => now,
    sleep: (ms: number) => new Promise<void>((wake) => sleepers.push({ at: now + ms, wake })),
    async runUntil(done: () => boolean) {
      for (await settle(); !done(); await settle()) {
        sleepers.sort((a, b) => a.at - b.at)
        const next = sleepers.shift()
        if (next === undefined) throw new Error('nothing left to wait for')
        now = Math.max(now, next.at)
        next.wake()
      }
    },
  }
}

/** A server that lets through so many requests in each second, and says nothing of when to come back. */
function rateLimitedServer(perSecond: number, now: () => number) {
  const seconds = new Map<number, number>()
  return () => {
    const second = Math.floor(now() / 1000)
    const used = seconds.get(second) ?? 0
    if (used >= perSecond) return false
    seconds.set(second, used + 1)
    return true
  }
}

test('requests keep the pace of perSecond', async () => {
  const time = virtualTime()
  const budget = createBudget({ perSecond: 10, ...time })
  const starts: number[] = []
  const all = Promise.all(
    Array.from({ length: 21 }, async () => {
      const release = await budget.take()
      starts.push(time.now())
      release({ limited: false })
    }),
  )
  await time.runUntil(() => starts.length === 21)
  await all
  expect(starts[20]).toBe(2000)
  expect(starts[10]).toBe(1000)
})

test('in a storm of 429 without headers at least 80 % of the allowed rate gets through, each request once', async () => {
  const time = virtualTime()
  const budget = createBudget({ ...time, maxConcurrent: 8 })
  const lets = rateLimitedServer(10, time.now)
  const done: number[] = []
  let next = 0
  const worker = async () => {
    for (let id = next++; id < 1200; id = next++) {
      for (let carriedOut = false; !carriedOut; ) {
        const release = await budget.take()
        await time.sleep(20)
        carriedOut = lets()
        release({ limited: !carriedOut })
      }
      done.push(id)
    }
  }
  const all = Promise.all(Array.from({ length: 8 }, worker))
  await time.runUntil(() => done.length === 1200)
  await all
  expect(new Set(done).size).toBe(1200)
  expect(done.length / (time.now() / 1000)).toBeGreaterThanOrEqual(8)
})

test('Retry-After stops everybody, not only the request that was refused', async () => {
  const time = virtualTime()
  const budget = createBudget({ ...time, perSecond: 100 })
  const refused = await budget.take()
  refused({ limited: true, retryAfterMs: 5000 })
  const starts: number[] = []
  const all = Promise.all([1, 2].map(async () => starts.push(await budget.take().then(time.now))))
  await time.runUntil(() => starts.length === 2)
  await all
  expect(Math.min(...starts)).toBeGreaterThanOrEqual(5000)
})

test('no more than perHour requests in sixty minutes; a wait that is too long is a RateLimitError', async () => {
  const time = virtualTime()
  const budget = createBudget({ ...time, perHour: 3 })
  for (let i = 0; i < 3; i += 1) (await budget.take())({ limited: false })
  const error = await budget.take({ maxWaitMs: 60_000 }).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(RateLimitError)
  expect(error).toMatchObject({ retryAfterMs: 3_660_000 })
})

test('maxConcurrent is held, and a place is given on in order', async () => {
  const budget = createBudget({ maxConcurrent: 1 })
  const first = await budget.take()
  const order: string[] = []
  const queue = async (name: string) => {
    const release = await budget.take()
    order.push(name)
    return release
  }
  const second = queue('second')
  const third = queue('third')
  first({ limited: false })
  ;(await second)({ limited: false })
  await third
  expect(order).toEqual(['second', 'third'])
})

test('whoever is aborted while waiting leaves the queue', async () => {
  const budget = createBudget({ maxConcurrent: 1 })
  const first = await budget.take()
  const abort = new AbortController()
  const second = budget.take({ signal: abort.signal })
  const third = budget.take()
  abort.abort(new Error('stopped'))
  await expect(second).rejects.toThrow('stopped')
  first({ limited: false })
  await expect(third).resolves.toBeTypeOf('function')
})
