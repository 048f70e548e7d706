import { createBudget } from '@duet/http'
import { temporaryStore } from '@duet/store/testing'
import { expect, test } from 'vitest'
import { sharedKeeper } from './shared-budget.js'

test('two workers together keep the pace and the hour of one account', async () => {
  await using store = await temporaryStore()
  let now = 1_800_000_000_000
  const start = now
  const workers = [1, 2].map(() =>
    createBudget({
      keeper: sharedKeeper(store, 'basecrm 7'),
      perSecond: 4,
      perHour: 24,
      now: () => now,
      sleep: async (ms) => {
        now = Math.max(now, now + ms)
      },
    }),
  )
  const sent: number[] = []
  for (let request = 0; request < 24; request++) {
    const budget = workers[request % 2]
    const release = await budget?.take()
    sent.push(now - start)
    release?.({ limited: false })
  }
  // four a second: the last of 24 is not sent before nearly six seconds have passed
  expect(sent.at(-1)).toBeGreaterThanOrEqual(5_000)
  const late = workers.map((budget) => budget.take({ maxWaitMs: 60_000 }).catch((error: unknown) => error))
  for (const error of await Promise.all(late)) expect(error).toMatchObject({ name: 'RateLimitError' })
})

test('a pause that the application asks one worker for holds for the next one too', async () => {
  await using store = await temporaryStore()
  let now = 1_800_000_000_000
  const open = () =>
    createBudget({
      keeper: sharedKeeper(store, 'basecrm 7'),
      now: () => now,
      sleep: async (ms) => {
        now += ms
      },
    })
  const refused = await open().take()
  refused({ limited: true, retryAfterMs: 30_000 })
  await expect.poll(() => store.budgets.read('basecrm 7')).toMatchObject({ version: 2 })
  await open().take()
  expect(now).toBeGreaterThanOrEqual(1_800_000_030_000)
})
