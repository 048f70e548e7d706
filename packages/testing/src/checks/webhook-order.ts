import type { WebhookHint } from '@duet/core'
import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkConnector } from '../check.js'
import { insertFixture } from '../records/insert-fixture.js'
import { pairsWithText } from '../records/pairs-with-text.js'
import { editAtApplication } from '../two-way/edit-at-application.js'
import { entitiesFor } from '../two-way/entities-for.js'
import { linkCompany } from '../two-way/linked-company.js'
import { recordAtHub } from '../two-way/record-at-hub.js'
import { valueAt } from '../values/leaves.js'
import { subscribe } from '../webhooks/announced.js'
import { bodyOf, hasWebhooks, webhooksOf } from '../webhooks/webhook-subjects.js'

export const webhookOrder = checkConnector({
  name: 'webhooks that come twice or in the wrong order end in what the application holds',
  applies: hasWebhooks,
  async run(connector, kit) {
    await using session = kit.start()
    const [place] = pairsWithText(kit)
    if (place === undefined) throw new CannotCheckError('no record has a text that can be changed')
    const { pair, text } = place
    const { external } = pair.mapper
    const entities = entitiesFor(connector, pair)
    await using company = await linkCompany(connector, session, { entities })
    const announcements = subscribe(session)
    const ids = [1, 2].map((number) =>
      insertFixture(session, pair, { path: text.external, value: `${text.value} ${number}` }),
    )
    await company.run()

    const before = (await announcements.received()).length
    const edits = [...ids, ...ids].map((id, index) => ({ id, value: `${text.value} edited ${index}` }))
    for (const { id, value } of edits) {
      session.simulator.clock.advance(1_000)
      editAtApplication(session, external, id, { path: text.external, value })
    }
    const sent = (await announcements.received()).slice(before)
    if (sent.length === 0) throw new CannotCheckError(`the simulator announces no change of ${external.name}`)
    const hints = [...sent.toReversed(), ...sent].flatMap((request): readonly WebhookHint[] =>
      webhooksOf(connector).hints(bodyOf(request)),
    )
    const writes: number[] = []
    for (const hint of hints.slice(0, 2 * sent.length)) {
      const { totals } = await company.run({ records: [{ ...hint, side: 'external' }] })
      writes.push(totals.writesToConnec)
    }
    for (const { id, value } of edits.slice(2))
      expect(valueAt((await recordAtHub(company, pair, id)).fields, text.connec)).toBe(value)
    expect(
      writes.reduce((sum, count) => sum + count, 0),
      'writes to the hub',
    ).toBe(ids.length)
  },
})
