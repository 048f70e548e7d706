import type { WebhookRequest } from '@duet/core'
import { HttpResponse, http } from 'msw'
import { CannotCheckError } from '../cannot-check-error.js'
import type { Session } from '../session.js'

const URL_OF_US = 'https://duet.test/webhooks'

/** What a simulator has sent since it was subscribed. */
export interface Announcements {
  readonly secret: string
  /** All that was sent so far, in order. */
  received(): Promise<readonly WebhookRequest[]>
}

/** Subscribes at the simulator. Throws `CannotCheckError` when it sends no webhooks. */
export function subscribe({ simulator, network }: Session): Announcements {
  const { webhooks } = simulator
  if (webhooks === undefined || simulator.subscribe === undefined)
    throw new CannotCheckError('the simulator sends no webhooks')
  const requests: WebhookRequest[] = []
  network.use(
    http.post(URL_OF_US, async ({ request }) => {
      const body = new Uint8Array(await request.arrayBuffer())
      requests.push({ headers: Object.fromEntries(request.headers), body })
      return new HttpResponse(null, { status: 202 })
    }),
  )
  simulator.subscribe(URL_OF_US)
  return {
    secret: webhooks.secret,
    async received() {
      await webhooks.flush()
      return requests
    },
  }
}
