import { randomUUID } from 'node:crypto'
import { http, type RequestHandler } from 'msw'
import { z } from 'zod'
import type { Clock } from '../clock.js'
import { prefixed } from '../id-strategy.js'
import { isoSeconds } from '../iso-seconds.js'
import { json, noContent } from '../json-response.js'
import type { BoundState } from '../persistence.js'
import type { RecordChange } from '../resource-store.js'
import { createWebhookSender, type WebhookDelivery } from '../webhook-sender.js'
import { readJson } from './read-json.js'
import { invalid, notFound } from './refusal.js'
import type { SimulatedRecord } from './simulated-record.js'

/** A change somebody is told of. */
export interface WebhookEvent {
  /** Never the same twice. */
  id: string
  accountId: string
  /** ISO 8601. */
  at: string
  collection: string
  action: 'created' | 'updated' | 'archived' | 'deleted'
  record: SimulatedRecord
}

/** How an application tells of changes. */
export interface WebhooksDefinition {
  /** Where URLs are subscribed (`POST`), listed and given up (`DELETE …/<id>`), below the API: `/webhooks`. */
  path: string
  /** Default `example-webhook-secret`. */
  secret?: string
  /** What is sent. */
  body(event: WebhookEvent): unknown
  /** Headers for the exact text that is sent; `timestamp` in epoch seconds. */
  sign(text: string, options: { secret: string; timestamp: number }): Record<string, string>
}

const subscriptionSchema = z.object({ id: z.string(), url: z.string(), created_at: z.string() })
const stateSchema = z.array(subscriptionSchema)
const requested = z.object({ url: z.url({ protocol: /^https?$/ }) })

/** A URL that is told of every change. */
export type WebhookSubscription = z.infer<typeof subscriptionSchema>

export interface WebhookSubscriptionsOptions {
  definition: WebhooksDefinition | undefined
  secret: string | undefined
  clock: Clock
  accountId: string
  retries: number
}

/** The webhooks of an account: who is subscribed, and a signed request to each for every change. */
export class WebhookSubscriptions {
  readonly secret: string
  readonly #options: WebhookSubscriptionsOptions
  readonly #ids = prefixed('whk_')
  readonly #listeners = new Set<() => void>()
  readonly #sender
  #subscriptions: readonly WebhookSubscription[] = []

  constructor(options: WebhookSubscriptionsOptions) {
    const { definition, clock, retries } = options
    const secret = options.secret ?? definition?.secret ?? 'example-webhook-secret'
    this.secret = secret
    this.#options = options
    this.#sender = createWebhookSender({
      clock,
      retries,
      sign: (text, timestamp) => definition?.sign(text, { secret, timestamp }) ?? {},
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
    const subscription = { id: this.#ids.next(), url, created_at: isoSeconds(this.#options.clock.now()) }
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

  /** Tells every subscriber of a change. */
  announce(collection: string, { kind, record }: RecordChange<SimulatedRecord>): void {
    const { definition, clock, accountId } = this.#options
    if (definition === undefined || this.#subscriptions.length === 0) return
    const body = definition.body({
      id: `evt_${randomUUID()}`,
      accountId,
      at: isoSeconds(clock.now()),
      collection,
      action: kind === 'updated' && record.archived ? 'archived' : kind,
      record,
    })
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
    const { definition } = this.#options
    if (definition === undefined) return []
    const url = api + definition.path
    return [
      http.get(url, () => json(200, { data: this.#subscriptions })),
      http.post(url, async ({ request }) => {
        const parsed = requested.safeParse(await readJson(request))
        if (!parsed.success) throw invalid([{ field: 'url', message: 'must be an http or https URL' }])
        return json(201, this.subscribe(parsed.data.url))
      }),
      http.delete(`${url}/:id`, ({ params }) => {
        if (!this.unsubscribe(String(params.id))) throw notFound(`webhook with the id ${params.id}`)
        return noContent()
      }),
    ]
  }

  get state(): BoundState {
    return {
      get: () => this.#subscriptions,
      set: (state) => {
        this.#subscriptions = stateSchema.parse(state)
        for (const { id } of this.#subscriptions) this.#ids.observe(id)
      },
      onChange: (listener) => this.#listeners.add(listener),
    }
  }

  #replace(subscriptions: readonly WebhookSubscription[]): void {
    this.#subscriptions = subscriptions
    for (const listener of this.#listeners) listener()
  }
}
