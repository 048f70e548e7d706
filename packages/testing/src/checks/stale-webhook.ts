import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkConnector } from '../check.js'
import { fillStore } from '../records/fill-store.js'
import { subscribe } from '../webhooks/announced.js'
import { isSigned } from '../webhooks/is-signed.js'
import { fillable, hasWebhooks, webhooksOf } from '../webhooks/webhook-subjects.js'

const DAY_MS = 24 * 3_600_000

export const staleWebhook = checkConnector({
  name: 'a webhook that is sent again a day later is refused',
  applies: (connector) =>
    hasWebhooks(connector) === true && connector.webhooks?.signature.at === undefined
      ? 'its signatures hold no time'
      : hasWebhooks(connector),
  async run(connector, kit) {
    await using session = kit.start()
    const webhooks = webhooksOf(connector)
    const announcements = subscribe(session)
    for (const resource of fillable(kit).slice(0, 1)) fillStore(kit, session, resource, 1)
    const [request] = await announcements.received()
    if (request === undefined) throw new CannotCheckError('the simulator announces no change')
    const sent = session.simulator.clock.now()
    const { secret } = announcements
    expect(isSigned(webhooks, { request, secret, now: new Date(sent.getTime() + DAY_MS) })).toBe(false)
  },
})
