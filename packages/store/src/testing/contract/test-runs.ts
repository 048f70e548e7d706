import { expect, test } from 'vitest'
import { LeaseLostError } from '../../errors.js'
import { openStore } from '../../open-store.js'
import type { RunStart } from '../../runs.js'
import { linkIn } from '../link-in.js'
import type { OpenStore } from './open-store.js'

const startOf = (linkId: string, changes: Partial<RunStart> = {}): RunStart => ({
  linkId,
  trigger: 'manual',
  options: { full: true },
  owner: 'worker-1',
  now: 1_000,
  leaseMs: 100,
  ...changes,
})

/** Runs: one at a time, leases with fencing, a ledger that adds up. */
export function testRuns(open: OpenStore): void {
  test('of two starts at once one runs, whichever process they come from (B1)', async () => {
    const store = open()
    await using other = await openStore(store.database.options)
    for (let round = 0; round < 5; round += 1) {
      const { id: linkId } = await linkIn(store)
      const started = await Promise.all(
        [store, other, store, other].map(({ runs }) => runs.start(startOf(linkId))),
      )
      expect(started.filter((run) => run !== undefined)).toHaveLength(1)
      expect(await store.runs.list(linkId, { limit: 10 })).toHaveLength(1)
    }
  })

  test('a run with a live lease keeps others out, however long it takes (B1)', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const run = await store.runs.start(startOf(linkId))
    if (run === undefined) throw new Error('The run did not start')
    for (let now = 1_050; now < 1_000_000; now *= 2) {
      expect(await store.runs.heartbeat(run.id, run.lease.token, now, now)).toBe(true)
      expect(await store.runs.start(startOf(linkId, { now: now + 1 }))).toBeUndefined()
    }
    expect(await store.runs.running(linkId)).toMatchObject({ id: run.id, status: 'running' })
  })

  test('a run whose lease expired is closed as failed, and the next one begins (B1)', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const first = await store.runs.start(startOf(linkId))
    const second = await store.runs.start(
      startOf(linkId, { now: 1_100, owner: 'worker-2', trigger: 'schedule' }),
    )
    if (first === undefined || second === undefined) throw new Error('A run did not start')
    expect([first.number, second.number]).toEqual([1, 2])
    expect(await store.runs.byId(first.id)).toMatchObject({
      status: 'failed',
      finishedAt: 1_100,
      error: 'The worker stopped before the run ended',
    })
    expect(await store.runs.byId(second.id)).toEqual(second)
    expect(second).toMatchObject({ trigger: 'schedule', options: { full: true }, startedAt: 1_100 })
  })

  test('who has lost the lease can neither write, go on nor finish', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const lost = await store.runs.start(startOf(linkId))
    const held = await store.runs.start(startOf(linkId, { now: 2_000 }))
    if (lost === undefined || held === undefined) throw new Error('A run did not start')
    const { id, lease } = lost
    await expect(
      store.transaction(async (tx) => {
        await tx.settings.set(`written-${id}`, true)
        await tx.runs.assertHeld(id, lease.token)
      }),
    ).rejects.toThrow(LeaseLostError)
    expect(await store.settings.get(`written-${id}`)).toBeUndefined()
    expect(await store.runs.heartbeat(id, lease.token, 2_000, 100)).toBe(false)
    await expect(store.runs.finish(id, lease.token, { status: 'succeeded', now: 2_001 })).rejects.toThrow(
      LeaseLostError,
    )
    // Nor does the right run with somebody else's token.
    await expect(store.runs.assertHeld(held.id, lease.token)).rejects.toThrow(LeaseLostError)
    await store.transaction((tx) => tx.runs.assertHeld(held.id, held.lease.token))
  })

  test('a run of a link that is gone does not start', async () => {
    await expect(open().runs.start(startOf('nobody'))).rejects.toThrow('there is no link nobody')
  })

  test('a run that is checked inside a transaction is not taken over before that ends', async () => {
    const store = open()
    await using other = await openStore(store.database.options)
    const { id: linkId } = await linkIn(store)
    const run = await store.runs.start(startOf(linkId))
    if (run === undefined) throw new Error('The run did not start')
    const order: string[] = []
    let takeOver: Promise<void> | undefined
    await store.transaction(async (tx) => {
      await tx.runs.assertHeld(run.id, run.lease.token)
      takeOver = other.runs.start(startOf(linkId, { now: 9_000 })).then(() => void order.push('taken over'))
      // Time enough for a take-over that does not wait.
      await new Promise((resolve) => setTimeout(resolve, 50))
      await tx.settings.set(`fenced-${run.id}`, true)
      order.push('written')
    })
    await takeOver
    expect(order).toEqual(['written', 'taken over'])
    expect(await store.settings.get(`fenced-${run.id}`)).toBe(true)
  })

  test('the ledger adds up: read = applied + unchanged + skipped + parked + failed', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const run = await store.runs.start(startOf(linkId))
    if (run === undefined) throw new Error('The run did not start')
    const entry = { entity: 'person', side: 'external', reason: '', count: 1 } as const
    await store.runs.record(run.id, [
      { ...entry, outcome: 'applied', count: 3 },
      { ...entry, outcome: 'applied', count: 2 },
      { ...entry, outcome: 'skipped', reason: 'opted_out' },
      { ...entry, outcome: 'wrote', side: 'connec', count: 5 },
    ])
    await store.runs.record(run.id, [
      { ...entry, outcome: 'applied' },
      { ...entry, outcome: 'unchanged', count: 4, side: 'connec' },
      { ...entry, outcome: 'skipped', reason: 'opted_out' },
      { ...entry, outcome: 'skipped', reason: 'lost_conflict' },
      { ...entry, outcome: 'parked' },
      { ...entry, outcome: 'failed', count: 2 },
      { ...entry, outcome: 'wrote' },
      { ...entry, entity: 'item', outcome: 'unavailable', reason: 'Not in the plan.', count: 0 },
    ])
    await store.runs.record(run.id, [])
    const totals = {
      read: 16,
      applied: 6,
      unchanged: 4,
      skipped: { opted_out: 2, lost_conflict: 1 },
      parked: 1,
      failed: 2,
      writesToConnec: 5,
      writesToExternal: 1,
      unavailable: { item: 'Not in the plan.' },
    }
    expect(await store.runs.totals(run.id)).toEqual(totals)
    expect(await store.runs.ledger(run.id)).toContainEqual({ ...entry, outcome: 'applied', count: 6 })
    expect(await store.runs.list(linkId, { limit: 1 })).toEqual([{ ...run, totals }])
  })

  test('history is newest first, with progress, end and reason', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    for (const now of [10_000, 20_000, 30_000]) {
      const run = await store.runs.start(startOf(linkId, { now }))
      if (run === undefined) throw new Error('The run did not start')
      await store.runs.progress(run.id, { person: { read: now } })
      await store.runs.finish(run.id, run.lease.token, {
        status: 'partial',
        error: `at ${now}`,
        now: now + 1,
      })
    }
    const [third, second] = await store.runs.list(linkId, { limit: 2 })
    expect(third).toMatchObject({ number: 3, status: 'partial', error: 'at 30000', finishedAt: 30_001 })
    expect(second).toMatchObject({ number: 2, progress: { person: { read: 20_000 } } })
    expect((await store.runs.list(linkId, { limit: 2, before: 2 })).map(({ number }) => number)).toEqual([1])
    expect(await store.runs.running(linkId)).toBeUndefined()
  })

  test('what a dead worker left running is abandoned by its name', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const run = await store.runs.start(startOf(linkId, { owner: 'worker-dead', leaseMs: 1_000_000 }))
    expect(await store.runs.abandon('worker-dead')).toBe(1)
    expect(await store.runs.abandon('worker-dead')).toBe(0)
    expect(await store.runs.byId(run?.id ?? '')).toMatchObject({ status: 'failed' })
    expect(await store.runs.start(startOf(linkId))).toMatchObject({ number: 2 })
  })

  test('old runs go, the last success and the cursors never do (A25)', async () => {
    const store = open()
    const { id: linkId } = await linkIn(store)
    const cursor = {
      ...({ linkId, entity: 'item', side: 'external', resource: 'products', phase: 'delta' } as const),
      ...{ since: 5_000, checkpoint: null, updatedAt: 5_000 },
    }
    await store.cursors.save([cursor])
    for (let number = 1; number <= 6; number += 1) {
      const run = await store.runs.start(startOf(linkId, { now: number * 10_000 }))
      if (run === undefined) throw new Error('The run did not start')
      await store.runs.record(run.id, [
        { entity: 'item', side: 'external', outcome: 'applied', reason: '', count: 1 },
      ])
      const status = number === 2 ? 'succeeded' : 'failed'
      await store.runs.finish(run.id, run.lease.token, { status, now: number * 10_000 + 1 })
    }
    const running = await store.runs.start(startOf(linkId, { now: 70_000 }))
    expect(await store.runs.prune(linkId, 3)).toBe(3)
    const left = await store.runs.list(linkId, { limit: 10 })
    expect(left.map(({ number }) => number)).toEqual([7, 6, 5, 2])
    expect(left.map(({ totals }) => totals.applied)).toEqual([0, 1, 1, 1])
    const ledger = await store.database.db.selectFrom('ledger').selectAll().execute()
    expect(ledger.filter(({ runId }) => left.some(({ id }) => id === runId))).toHaveLength(3)
    expect(await store.cursors.read(linkId)).toEqual([cursor])
    expect(await store.runs.byId(running?.id ?? '')).toMatchObject({ status: 'running' })
    expect(await store.runs.prune(linkId, 10)).toBe(0)
  })
}
