import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createHub } from '@duet/hub'
import { serveHandlers } from '@duet/simulator'
import type { Store } from '@duet/store'
import { linkIn, postgresMissing, temporaryPostgres, temporaryStore } from '@duet/store/testing'
import { describe, expect, test, vi } from 'vitest'
import { createSmallCrm } from './small-crm.js'

const COMPANY = 'org-test'
const PRODUCTS = 30
const databases = [
  { name: 'SQLite', create: temporaryStore, skip: undefined },
  { name: 'PostgreSQL', create: temporaryPostgres, skip: postgresMissing() },
]

for (const { name, create, skip } of databases) {
  describe.skipIf(skip)(`workers in processes of their own, on ${name}`, { timeout: 120_000 }, () => {
    test('two that start on one link at once make one run (B1)', async () => {
      await using place = await openPlace(create)
      const workers = await Promise.all([place.worker({ tries: 1 }), place.worker({ tries: 1 })])
      for (const { begin } of workers) begin()
      const ends = await Promise.all(workers.map(({ end }) => end()))
      expect(ends).toContainEqual(expect.objectContaining({ isBusy: true }))
      expect(ends).toContainEqual(expect.objectContaining({ status: 'succeeded', applied: PRODUCTS }))
      expect(await place.store.runs.list(place.linkId, { limit: 5 })).toHaveLength(1)
      expect(await place.hub.records.count(COMPANY, 'items')).toBe(PRODUCTS)
    })

    test('one that is killed is followed, once its lease has run out, by one that goes on from its checkpoint (B1)', async () => {
      await using place = await openPlace(create)
      const { crm, hub } = place
      const killed = await place.worker({ leaseMs: 2_000, tries: 1 })
      killed.begin()
      await vi.waitUntil(async () => (await hub.records.count(COMPANY, 'items')) >= 15, {
        timeout: 60_000,
        interval: 20,
      })
      killed.kill()
      await killed.gone
      crm.requests.clear()
      // Nobody tells it that the other one is dead.
      const next = await place.worker({ leaseMs: 2_000, tries: 600 })
      next.begin()
      expect(await next.end()).toMatchObject({ isBusy: false, number: 2, status: 'succeeded' })
      expect(await place.store.runs.list(place.linkId, { limit: 5 })).toMatchObject([
        { number: 2, status: 'succeeded' },
        { number: 1, status: 'failed', error: 'The worker stopped before the run ended' },
      ])
      const [first] = crm.requests.requests
      expect(Number(new URLSearchParams(first?.search).get('offset'))).toBeGreaterThan(0)
      expect(await hub.records.count(COMPANY, 'items')).toBe(PRODUCTS)
      expect(crm.stores.products.count()).toBe(PRODUCTS)
    })
  })
}

/** A company with a hub and a CRM over HTTP, slow enough to be interrupted. */
async function openPlace(create: () => Promise<Store>) {
  const closing = new AsyncDisposableStack()
  const store = closing.use(await create())
  const hub = closing.use(
    await createHub({
      companies: [{ uid: COMPANY, name: 'Acme', groups: [{ uid: 'cld-test', apiId: 'id', apiKey: 'key' }] }],
    }),
  )
  const crm = createSmallCrm({ now: new Date() })
  for (let number = 1; number <= PRODUCTS; number += 1)
    crm.stores.products.insert({ name: `Product ${number}`, sku: `P${number}` })
  crm.faults.add({ do: { kind: 'latency', ms: 100 } })
  const servedHub = await serveHandlers(hub.handlers, { baseUrl: 'https://api-connec.maestrano.com' })
  closing.defer(() => servedHub.close())
  const servedCrm = await serveHandlers(crm.handlers, { baseUrl: 'https://crm.test' })
  closing.defer(() => servedCrm.close())
  const { id: linkId } = await linkIn(store, {
    connector: 'small-crm',
    accountId: '9',
    entities: { item: { toConnec: true, toExternal: true } },
  })
  let workers = 0
  return {
    store,
    hub,
    crm,
    linkId,
    async worker({ leaseMs = 30_000, tries }: { leaseMs?: number; tries: number }) {
      workers += 1
      const urls = { crmUrl: servedCrm.url, hubUrl: servedHub.url }
      const orders = { database: store.database.options, linkId, ...urls, leaseMs, tries }
      const worker = startWorker({ ...orders, owner: `worker-${workers}` })
      closing.defer(worker.kill)
      expect(await worker.line()).toMatchObject({ ready: expect.any(String) })
      return worker
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

function startWorker(orders: object) {
  const script = fileURLToPath(new URL('./worker-process.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null')
  return {
    line,
    end: line,
    begin: () => child.stdin.write('go\n'),
    kill: () => void child.kill('SIGKILL'),
    gone: once(child, 'exit'),
  }
}
