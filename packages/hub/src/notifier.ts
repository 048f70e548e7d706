import { type Clock, createWebhookSender, isoSeconds, type WebhookDelivery } from '@duet/simulator'
import { idsFrom } from './database/ids.js'
import { recordsByIds } from './database/records.js'
import type { HubDatabase } from './database/tables.js'
import { basicOf, type Groups, type HubGroup } from './groups.js'
import { renderRecords } from './render-records.js'
import type { StoredRecord } from './stored-record.js'
import type { TransactionLogs } from './transaction-logs.js'
import type { Author } from './writing/writer.js'

/** Tells applications of what others changed. */
export interface Notifier {
  /** Remembers a change; it is told a moment later, together with others. */
  tell(change: { author: Author; record: StoredRecord }): void
  /** Tells what is remembered and waits until it arrived, or was given up. */
  flush(): Promise<void>
  close(): Promise<void>
  readonly deliveries: readonly WebhookDelivery[]
}

export interface NotifierOptions {
  readonly database: HubDatabase
  readonly groups: Groups
  readonly logs: TransactionLogs
  readonly clock: Clock
  /** How long changes are gathered, in milliseconds. */
  readonly bufferMs: number
  /** Pause before the first repetition, in milliseconds; it doubles. */
  readonly retryDelayMs: number
}

/** Ids by collection that a group is to be told of. */
type Waiting = Map<string, Set<string>>

export function createNotifier(options: NotifierOptions): Notifier {
  const { groups, bufferMs, retryDelayMs } = options
  const sender = createWebhookSender({ firstDelayMs: retryDelayMs, retries: 4 })
  const waiting = new Map<string, { company: string; group: HubGroup; records: Waiting }>()
  const underWay = new Set<Promise<unknown>>()
  let timer: NodeJS.Timeout | undefined

  function follow(work: Promise<unknown>): void {
    const done = work.catch(() => undefined).finally(() => underWay.delete(done))
    underWay.add(done)
  }

  async function settle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay)
  }

  async function send(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const told = [...waiting.values()]
    waiting.clear()
    for (const { company, group, records } of told) await notify(company, group, records)
  }

  async function notify(company: string, group: HubGroup, records: Waiting): Promise<void> {
    if (group.notificationUrl === undefined) return
    const body: Record<string, unknown> = {}
    for (const [collection, ids] of records) {
      const stored = await recordsByIds(options.database, { company, collection }, [...ids])
      body[collection] = await renderRecords(idsFrom(options.database), stored, {
        company,
        group: group.uid,
        externalIds: true,
      })
    }
    const headers = { authorization: basicOf(group) }
    const delivery = sender.send({ url: group.notificationUrl, body, headers })
    follow(log(delivery, { company, group, records }))
  }

  async function log(
    delivery: WebhookDelivery,
    { company, group, records }: { company: string; group: HubGroup; records: Waiting },
  ): Promise<void> {
    await sender.flush()
    const delivered = delivery.status === 'delivered'
    const message = delivered ? '' : `The application answered ${delivery.lastStatus ?? 'nothing'}`
    const at = isoSeconds(options.clock.now())
    for (const [collection, ids] of records) {
      const [recordId = ''] = ids
      options.logs.add({ company, group: group.uid, collection, recordId, delivered, message, at })
    }
  }

  return {
    tell({ author: { company, by }, record: { collection, id } }) {
      for (const group of groups.groupsOf(company)) {
        if (group.uid === by || !listens(group, collection)) continue
        const told = waiting.get(group.uid) ?? { company, group, records: new Map() }
        waiting.set(group.uid, told)
        const ids = told.records.get(collection) ?? new Set()
        told.records.set(collection, ids.add(id))
      }
      // a program that is done must not wait for notifications
      if (waiting.size > 0) timer ??= setTimeout(() => follow(send()), bufferMs).unref()
    },
    async flush() {
      await send()
      await settle()
    },
    async close() {
      clearTimeout(timer)
      await sender.close()
      await settle()
    },
    get deliveries() {
      return sender.deliveries
    },
  }
}

const listens = ({ notificationUrl, subscriptions }: HubGroup, collection: string): boolean =>
  notificationUrl !== undefined && (subscriptions === undefined || subscriptions.includes(collection))
