import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Host } from '@duet/host'
import type { Link } from '@duet/store'
import { quantile } from 'simple-statistics'
import { request } from 'undici'
import { linkAccounts } from '../host/link-accounts.js'
import { runAll } from '../host/run-all.js'
import { createHostPlace, WEBHOOK_SECRET } from '../host/start-bench-host.js'
import { UnequalResultsError } from '../measure/equal.js'
import { rounded } from '../measure/round.js'
import { HUB } from '../servers/hub-names.js'
import { type StartedServer, startServer } from '../servers/start-server.js'
import type { Suite, SuiteResult } from '../suite.js'
import { benchConnector, type ContactsChanged } from '../world/connector.js'

const WEBHOOKS = 500
const POLLS = 20
const POLL_INTERVAL_MS = 2_000
const CONTACTS = 100
const LOOK_MS = 2
const PATIENCE_MS = 30_000
const name = 'latency: p95 from webhook to write, ms'

/** From a webhook to the write on the other side; and how long an edit nobody told of waits for a poll. */
export const latency: Suite = {
  name: 'latency',
  targets: [{ name, target: '≤ 150', holds: (value) => value <= 150 }],
  limitMinutes: { quick: 3, full: 10 },
  async run({ scale, say, soFar, postgresUrl }): Promise<SuiteResult> {
    await using application = await startServer('application', { contacts: CONTACTS })
    await using hub = await startServer('hub', { people: 0 })
    await using place = await createHostPlace({ postgresUrl, application, hub })
    const host = await place.start(1)
    await using _ = { [Symbol.asyncDispose]: () => host.close() }
    const [link] = await linkAccounts(host, [{ group: HUB.group, accountId: '9', key: 'key' }])
    if (link === undefined) throw new Error('Failed to measure latency: there is no link.')
    await runAll(host, [link])

    const count = scale(WEBHOOKS)
    const told: number[] = []
    const answered: number[] = []
    const started: number[] = []
    for (let sample = 0; sample < count; sample += 1) {
      const from = Date.now()
      const tellHost = async () => {
        await tell(host)
        answered.push(Date.now() - from)
      }
      told.push(await untilWritten({ application, hub, version: 10 + sample, tell: tellHost }))
      const [run] = await host.store.runs.list(link.id, { limit: 1 })
      if (run !== undefined) started.push(run.startedAt - from)
    }
    say(`${count} webhooks`)
    const ms = (times: number[], share: number) => rounded(quantile(times, share))
    const result: SuiteResult = {
      figures: {
        'webhook to write p50, ms': ms(told, 0.5),
        'webhook to write p95, ms': ms(told, 0.95),
        'webhook to write p99, ms': ms(told, 0.99),
      },
      profiles: {
        'from a webhook on, p95 ms': {
          'until it is answered': ms(answered, 0.95),
          'until the run starts': ms(started, 0.95),
          'until the write arrives': ms(told, 0.95),
        },
      },
      measured: { [name]: { size: `${count} webhooks, one after the other`, value: ms(told, 0.95) } },
    }
    soFar(result)
    const seen = await polled({ host, link, application, hub, count: scale(POLLS) })
    const poll = `edit to write by a poll every ${POLL_INTERVAL_MS / 1000} s`
    return {
      ...result,
      figures: {
        ...result.figures,
        [`${poll} p50, ms`]: ms(seen, 0.5),
        [`${poll} p95, ms`]: ms(seen, 0.95),
      },
    }
  },
}

interface Edit {
  application: StartedServer
  hub: StartedServer
  version: number
  tell?: () => Promise<void>
}

/** Edits a contact; milliseconds until the batch with it reaches the hub. */
async function untilWritten({ application, hub, version, tell }: Edit): Promise<number> {
  await hub.ask('reset')
  await application.ask('edit', { count: 1, version })
  const from = Date.now()
  await tell?.()
  for (let now = from; now < from + PATIENCE_MS; now = Date.now()) {
    const { batches, at }: { batches: number; at: number } = Object(await hub.ask('written'))
    if (batches > 0) return at - from
    await sleep(LOOK_MS)
  }
  throw new UnequalResultsError('Failed to measure latency: an edit never arrived at the hub.')
}

async function tell(host: Host): Promise<void> {
  const body = JSON.stringify({ account: '9', ids: ['1'], at: Date.now() } satisfies ContactsChanged)
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')
  const { statusCode, body: answer } = await request(`${host.url}/webhooks/${benchConnector.name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signature': signature },
    body,
  })
  await answer.dump()
  if (statusCode !== 200) throw new Error(`Failed to tell the host of a change: it answered ${statusCode}.`)
}

interface Polling extends Omit<Edit, 'version' | 'tell'> {
  host: Host
  link: Link
  count: number
}

async function polled({ host, link, application, hub, count }: Polling): Promise<number[]> {
  await host.store.links.update(link.id, { intervalMs: POLL_INTERVAL_MS, nextRunAt: Date.now() })
  const seen: number[] = []
  for (let sample = 0; sample < count; sample += 1)
    seen.push(await untilWritten({ application, hub, version: 10_000 + sample }))
  return seen
}
