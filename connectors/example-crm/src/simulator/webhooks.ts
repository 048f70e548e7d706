import { createHmac, randomUUID } from 'node:crypto'
import {
  type Clock,
  createWebhookSender,
  isoSeconds,
  json,
  noContent,
  prefixed,
  type RecordChange,
  type WebhookDelivery,
} from '@duet/simulator'
import { http, type RequestHandler } from 'msw'
import { z } from 'zod'
import { invalid, notFound } from './api-error.js'
import type { ExampleRecord } from './example-record.js'
import { readJson } from './read-json.js'

const subscriptionSchema = z.object({ id: z.string(), url: z.string(), created_at: z.string() })
const stateSchema = z.array(subscriptionSchema)
const requested = z.object({ url: z.url({ protocol: /^https?$/ }) })

/** A URL that is told of every change. */
export type WebhookSubscription = z.infer<typeof subscriptionSchema>

export interface WebhooksOptions {
  secret: string
  clock: Clock
  accountId: string
  retries?: number
}

/** The webhooks of the account: subscriptions, and a signed request to each for every change. */
export class ExampleWebhooks {
  readonly secret: string
  readonly #clock: Clock
  readonly #accountId: string
  readonly #ids = prefixed('whk_')
  readonly #listeners = new Set<() => void>()
  readonly #sender
  #subscriptions: WebhookSubscription[] = []

  constructor({ secret, clock, accountId, retries = 3 }: WebhooksOptions) {
    this.secret = secret
    this.#clock = clock
    this.#accountId = accountId
    this.#sender = createWebhookSender({
      clock,
      retries,
      sign: (body, timestamp) => signWebhook(secret, body, timestamp),
    })
  }

  get subscriptions(): readonly WebhookSubscription[] {
    return this.#subscriptions
  }

  get deliveries(): readonly WebhookDelivery[] {
    return this.#sender.deliveries
  }

  /** The URL's subscription; there is one, however often it is asked for. */
  subscribe(url: string): WebhookSubscription {
    const present = this.#subscriptions.find((other) => other.url === url)
    if (present) return present
    const subscription = { id: this.#ids.next(), url, created_at: isoSeconds(this.#clock.now()) }
    this.#replace([...this.#subscriptions, subscription])
    return subscription
  }

  /** False when there is no such subscription. */
  unsubscribe(id: string): boolean {
    const left = this.#subscriptions.filter((subscription) => subscription.id !== id)
    const isKnown = left.length < this.#subscriptions.length
    this.#replace(left)
    return isKnown
  }

  announce(resource: string, { kind, record }: RecordChange<ExampleRecord>): void {
    if (this.#subscriptions.length === 0) return
    const action = kind === 'updated' && record.archived ? 'archived' : kind
    const event = {
      id: `evt_${randomUUID()}`,
      account_id: this.#accountId,
      at: isoSeconds(this.#clock.now()),
    }
    const body = { ...event, resource, action, record_id: record.id }
    for (const { url } of this.#subscriptions) this.#sender.send({ url, body })
  }

  /** Resolves when every webhook is delivered or given up. */
  flush(): Promise<void> {
    return this.#sender.flush()
  }

  close(): Promise<void> {
    return this.#sender.close()
  }

  handlers(api: string): RequestHandler[] {
    return [
      http.get(`${api}/webhooks`, () => json(200, { data: this.#subscriptions })),
      http.post(`${api}/webhooks`, async ({ request }) => {
        const parsed = requested.safeParse(await readJson(request))
        if (!parsed.success) throw invalid([{ field: 'url', message: 'must be an http or https URL' }])
        return json(201, this.subscribe(parsed.data.url))
      }),
      http.delete(`${api}/webhooks/:id`, ({ params }) => {
        if (!this.unsubscribe(String(params.id))) throw notFound(`webhook with the id ${params.id}`)
        return noContent()
      }),
    ]
  }

  /** For `Persistence.bindState`. */
  get state() {
    return {
      get: () => this.#subscriptions,
      set: (state: unknown) => {
        this.#subscriptions = stateSchema.parse(state)
        for (const { id } of this.#subscriptions) this.#ids.observe(id)
      },
      onChange: (listener: () => void) => this.#listeners.add(listener),
    }
  }

  #replace(subscriptions: WebhookSubscription[]): void {
    this.#subscriptions = subscriptions
    for (const listener of this.#listeners) listener()
  }
}

/** The two headers of a signed webhook; the timestamp is in epoch seconds. */
export function signWebhook(secret: string, body: string, timestamp: number): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return { 'x-example-signature': signature, 'x-example-timestamp': String(timestamp) }
}
