import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkConnector } from '../check.js'
import { fillStore } from '../records/fill-store.js'
import { subscribe } from '../webhooks/announced.js'
import { bodyOf, fillable, hasWebhooks, webhooksOf } from '../webhooks/webhook-subjects.js'

export const announcedChange = checkConnector({
  name: 'a webhook names the account and the record that changed',
  applies: hasWebhooks,
  async run(connector, kit) {
    await using session = kit.start()
    const { accountOf, hints } = webhooksOf(connector)
    const announcements = subscribe(session)
    const changed: string[] = []
    for (const resource of fillable(kit))
      for (const id of fillStore(kit, session, resource, 1)) changed.push(`${resource.name} ${id}`)

    const bodies = (await announcements.received()).map(bodyOf)
    if (bodies.length === 0) throw new CannotCheckError('the simulator announces no change')
    expect(new Set(bodies.map(accountOf))).toEqual(new Set([session.simulator.account.id]))
    const named = bodies.flatMap(hints).flatMap(({ resource, ids }) => ids.map((id) => `${resource} ${id}`))
    expect(changed).toEqual(expect.arrayContaining(named))
    expect(named.length).toBeGreaterThan(0)
  },
})
