import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { BoundedLog } from './bounded-log.js'
import { type Clock, systemClock } from './clock.js'

/** A JSON message for a subscriber. */
export interface Webhook {
  url: string
  body: unknown
  headers?: Record<string, string>
}

/** What became of a webhook. */
export interface WebhookDelivery {
  readonly id: string
  readonly url: string
  /** `dropped`: the queue was full or the sender closed. */
  status: 'pending' | 'delivered' | 'failed' | 'dropped'
  attempts: number
  /** The HTTP status of the last attempt; undefined when there was no answer. */
  lastStatus: number | undefined
}

export interface WebhookSenderOptions {
  fetch?: typeof fetch
  clock?: Clock
  /** Headers for the exact text that is sent, at a moment in epoch seconds; asked again for each attempt. */
  sign?: (body: string, timestamp: number) => Record<string, string>
  /** How often a failed attempt is repeated (default 3). */
  retries?: number
  /** The pause before the first repetition in milliseconds (default 500); it doubles up to `maxDelayMs` (30,000). */
  firstDelayMs?: number
  maxDelayMs?: number
  /** How long a subscriber may take to answer, in milliseconds (default 10,000). */
  timeoutMs?: number
  /** How many webhooks may wait (default 10,000). */
  queueLimit?: number
}

export interface WebhookSender {
  /** Queues a webhook and returns at once; never throws. Those for one URL arrive in the order they were sent. */
  send(webhook: Webhook): WebhookDelivery
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>
  /** Gives up what waits and cuts what is under way. */
  close(): Promise<void>
  /** The last thousand, oldest first. */
  readonly deliveries: readonly WebhookDelivery[]
}

/**
 * Delivers webhooks with retries: anything but a 2xx is tried again.
 *
 * @example
 * const sender = createWebhookSender({ sign: (body, timestamp) => ({ 'x-signature': hmac(secret, timestamp, body) }) })
 * sender.send({ url: subscription.url, body: { event: 'contact.updated', id: '42' } })
 */
export function createWebhookSender(options: WebhookSenderOptions = {}): WebhookSender {
  const queueLimit = options.queueLimit ?? 10_000
  const log = new BoundedLog<WebhookDelivery>(1_000)
  const closing = new AbortController()
  const lastByUrl = new Map<string, Promise<void>>()
  let waiting = 0

  const enqueue = (webhook: Webhook, delivery: WebhookDelivery): void => {
    waiting += 1
    const turn = (lastByUrl.get(webhook.url) ?? Promise.resolve())
      .then(() => deliver(webhook, delivery, { ...options, closed: closing.signal }))
      .finally(() => {
        waiting -= 1
        if (lastByUrl.get(webhook.url) === turn) lastByUrl.delete(webhook.url)
      })
    lastByUrl.set(webhook.url, turn)
  }

  return {
    send(webhook) {
      const { url } = webhook
      const delivery: WebhookDelivery = {
        id: randomUUID(),
        url,
        status: 'pending',
        attempts: 0,
        lastStatus: undefined,
      }
      log.add(delivery)
      if (waiting >= queueLimit || closing.signal.aborted) delivery.status = 'dropped'
      else enqueue(webhook, delivery)
      return delivery
    },
    async flush() {
      while (lastByUrl.size > 0) await Promise.all(lastByUrl.values())
    },
    async close() {
      closing.abort()
      await this.flush()
    },
    get deliveries() {
      return log.entries
    },
  }
}

type DeliveryOptions = WebhookSenderOptions & { closed: AbortSignal }

async function deliver(webhook: Webhook, delivery: WebhookDelivery, options: DeliveryOptions): Promise<void> {
  const { closed, retries = 3, firstDelayMs = 500, maxDelayMs = 30_000 } = options
  for (let attempt = 0; attempt <= retries && !closed.aborted; attempt += 1) {
    if (attempt > 0) await pause(Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1)), closed)
    if (closed.aborted) break
    delivery.attempts += 1
    delivery.lastStatus = await post(webhook, options).catch(() => undefined)
    if (delivery.lastStatus !== undefined && delivery.lastStatus >= 200 && delivery.lastStatus < 300) {
      delivery.status = 'delivered'
      return
    }
  }
  delivery.status = closed.aborted ? 'dropped' : 'failed'
}

async function post(webhook: Webhook, options: DeliveryOptions): Promise<number> {
  const { fetch = globalThis.fetch, clock = systemClock, sign, timeoutMs = 10_000, closed } = options
  const body = JSON.stringify(webhook.body)
  const timestamp = Math.floor(clock.now().getTime() / 1000)
  const response = await fetch(webhook.url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...webhook.headers, ...sign?.(body, timestamp) },
    redirect: 'manual',
    signal: AbortSignal.any([closed, AbortSignal.timeout(timeoutMs)]),
  })
  await response.body?.cancel()
  return response.status
}

/** Ends early when the sender closes. */
async function pause(milliseconds: number, closed: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: closed }).catch(() => undefined)
}
