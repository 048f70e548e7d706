import type { ConnecWriteResult } from '@duet/connec-client'
import { EntityNotFoundError, RejectedError, UnansweredError } from '@duet/core'
import type { Announcement } from '@duet/store'
import type { RunContext } from '../run-context.js'
import { deliverLines, lineLeaves } from './deliver-lines.js'
import { movedBases } from './moved-bases.js'
import { type Delivery, idOnly, type Outgoing, outgoingOf, toWrite, written } from './outgoing.js'
import { send } from './send.js'

/**
 * Registers at the hub the ids records got in the application; what is not acknowledged stays and is sent again.
 * Throws `RunStop` when the hub lets us in no more.
 */
export async function deliverAnnouncements(context: RunContext): Promise<void> {
  const { store, link, settings, tally } = context
  if (!tally.keepsAnnouncements) return
  let after: string | undefined
  for (;;) {
    const due = await store.announcements.due(link.id, { limit: settings.workingSet, after })
    if (due.length > 0) await deliver(context, due)
    else if (after === undefined) tally.keepsAnnouncements = false
    if (due.length < settings.workingSet) return
    after = due.at(-1)?.id
  }
}

async function deliver(context: RunContext, announcements: readonly Announcement[]): Promise<void> {
  const outgoing: Outgoing[] = []
  const lost: Announcement[] = []
  for (const announcement of announcements) {
    const one = outgoingOf(context, announcement)
    if (one === undefined) lost.push(announcement)
    else outgoing.push(one)
  }
  await context.store.announcements.failed(
    lost.map(({ id }) => ({ id, message: 'No mapper of the connector knows this pair any more.' })),
  )
  const first = await send(context, outgoing.map(toWrite))
  const { results, sent } = await withoutRefusedFields(context, { outgoing, results: first })
  await settleDelivery(context, { outgoing, results }, sent)
  await deliverLines(context, { outgoing, results })
}

/** Fields the hub refuses must not keep the id from it. */
async function withoutRefusedFields(context: RunContext, { outgoing, results }: Delivery) {
  const refused = outgoing.filter(({ body }, place) => {
    const result = results[place]
    return body.fields !== null && result?.ok === false && result.error instanceof RejectedError
  })
  const again = refused.length > 0 ? await send(context, refused.map(idOnly)) : []
  const answerOf = (one: Outgoing, place: number): ConnecWriteResult =>
    again[refused.indexOf(one)] ?? results[place] ?? { ok: false, error: new UnansweredError(NO_RESULT) }
  return { results: outgoing.map(answerOf), sent: [...outgoing, ...refused] }
}

const NO_RESULT = 'The hub gave no result for this record.'

async function settleDelivery(
  context: RunContext,
  delivery: Delivery,
  sent: readonly Outgoing[],
): Promise<void> {
  const { store, run, link } = context
  const acknowledged: string[] = []
  const failed: { id: string; message: string }[] = []
  for (const [place, { announcement }] of delivery.outgoing.entries()) {
    const result = delivery.results[place]
    if (result?.ok || result?.error instanceof EntityNotFoundError) acknowledged.push(announcement.id)
    else failed.push({ id: announcement.id, message: result?.error.message ?? NO_RESULT })
  }
  const idMaps = await movedBases(context, delivery, ({ body, mapper }) =>
    body.lineIds === null ? body.leaves : [...body.leaves, ...lineLeaves(mapper)],
  )
  await store.transaction(async (tx) => {
    await tx.runs.assertHeld(run.id, run.lease.token)
    await tx.announcements.remove(acknowledged)
    await tx.announcements.failed(failed)
    await tx.idMaps.save(idMaps)
    await tx.runs.record(run.id, sent.map(written))
  })
  const counts = { acknowledged: acknowledged.length, failed: failed.length }
  context.log({ event: 'announced', linkId: link.id, ...counts })
}
