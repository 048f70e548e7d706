import { linkIn, temporaryStore } from '@duet/store/testing'
import { expect, test } from 'vitest'
import { silentLog } from '../src/index.js'
import { tidyUp } from '../src/tidy-up.js'
import { testSettings } from './test-settings.js'

const DAY = 86_400_000
const NOW = 1000 * DAY
const pair = { connec: 'person', external: 'contacts' }

test('what is older than the settings keep goes; what waits for a person, cursors and id maps stay', async () => {
  await using store = await temporaryStore()
  const { id: linkId } = await linkIn(store)
  const keep = { runs: 10, traces: 2, conflictDays: 100, notificationDays: 30 }
  const settings = testSettings('.', { keep })
  for (let number = 1; number <= 12; number += 1) {
    const run = await store.runs.start({
      ...({ linkId, trigger: 'manual', options: {}, owner: 'test', leaseMs: 1_000 } as const),
      now: number * DAY,
    })
    if (run === undefined) throw new Error('The run did not start')
    await store.runs.finish(run.id, run.lease.token, { status: 'succeeded', now: number * DAY + 1 })
  }
  const record = { linkId, runId: null, entity: 'person', pair, connecId: 'c-1', externalId: '1' }
  await store.traces.add(
    [1, 2, 3].map((at) => ({
      ...record,
      side: 'external',
      at,
      outcome: 'applied',
      reason: '',
      detail: null,
    })),
  )
  const conflict = { ...record, base: null, connecValue: 'a', externalValue: 'b', policy: 'newest' } as const
  const [old, newer] = [NOW - 101 * DAY, NOW - 99 * DAY]
  await store.conflicts.add([
    { ...conflict, field: 'old', winner: 'connec', state: 'decided', at: old },
    { ...conflict, field: 'newer', winner: 'connec', state: 'decided', at: newer },
    { ...conflict, field: 'open', winner: null, state: 'open', at: old },
  ])
  const cursor = {
    ...({ linkId, entity: 'person', side: 'external', resource: 'contacts', phase: 'delta' } as const),
    ...{ since: DAY, checkpoint: null, updatedAt: DAY },
  }
  await store.cursors.save([cursor])
  const notification = { source: 'connec:acme', linkId, payload: {} }
  const [processed, unprocessed] = await store.notifications.receive([
    { ...notification, digest: 'processed', receivedAt: DAY },
    { ...notification, digest: 'unprocessed', receivedAt: DAY },
  ])
  await store.notifications.markProcessed([processed?.id ?? ''], DAY)

  await tidyUp({ store, settings, log: silentLog() }, NOW)

  const runs = await store.runs.list(linkId, { limit: 20 })
  expect(runs.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
  expect((await store.traces.of(linkId, 'c-1', 9)).map(({ at }) => at)).toEqual([3, 2])
  const { rows } = await store.conflicts.list(linkId, { limit: 9 })
  expect(rows.map(({ field }) => field).toSorted()).toEqual(['newer', 'open'])
  expect(await store.cursors.read(linkId)).toEqual([cursor])
  expect((await store.notifications.unprocessed(9)).map(({ id }) => id)).toEqual([unprocessed?.id])
  const again = await store.notifications.receive([
    { ...notification, digest: 'processed', receivedAt: NOW },
    { ...notification, digest: 'unprocessed', receivedAt: NOW },
  ])
  expect(again.map(({ digest }) => digest)).toEqual(['processed'])
})
