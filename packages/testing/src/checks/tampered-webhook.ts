import type { WebhookRequest } from '@duet/core'
import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkConnector } from '../check.js'
import { fillStore } from '../records/fill-store.js'
import { subscribe } from '../webhooks/announced.js'
import { isSigned } from '../webhooks/is-signed.js'
import { fillable, hasWebhooks, webhooksOf } from '../webhooks/webhook-subjects.js'

export const tamperedWebhook = checkConnector({
  name: 'a webhook that was tampered with is refused, the genuine one is not',
  applies: hasWebhooks,
  async run(connector, kit) {
    await using session = kit.start()
    const webhooks = webhooksOf(connector)
    const announcements = subscribe(session)
    for (const resource of fillable(kit).slice(0, 1)) fillStore(kit, session, resource, 1)
    const [genuine] = await announcements.received()
    if (genuine === undefined) throw new CannotCheckError('the simulator announces no change')

    const { secret } = announcements
    const now = session.simulator.clock.now()
    const isTaken = (request: WebhookRequest, key = secret) =>
      isSigned(webhooks, { request, secret: key, now })
    expect(isTaken(genuine), 'the genuine one').toBe(true)
    expect(isTaken(genuine, `${secret}x`), 'one signed with another secret').toBe(false)
    expect(isTaken({ ...genuine, headers: {} }), 'one that is not signed').toBe(false)
    expect(isTaken({ ...genuine, body: changed(genuine.body) }), 'one with another body').toBe(false)
    const at = webhooks.signature.at?.(genuine)?.getTime()
    for (const name of Object.keys(genuine.headers)) {
      const later = { ...genuine, headers: { ...genuine.headers, [name]: laterIn(genuine.headers[name]) } }
      if (webhooks.signature.at?.(later)?.getTime() === at) continue
      expect(isTaken(later), `one with another ${name}`).toBe(false)
    }
  },
})

/** The same request with one digit more or less, where it has digits. */
function changed(body: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(body)
  const at = copy.findLastIndex((byte) => /[0-8]/.test(String.fromCharCode(byte)))
  const place = at < 0 ? copy.length - 1 : at
  copy[place] = (copy[place] ?? 0) + 1
  return copy
}

/** A moment a second later, where the header holds one in seconds; others are changed in some way. */
const laterIn = (value = ''): string => (/^\d+$/.test(value) ? String(Number(value) + 1) : `${value}0`)
