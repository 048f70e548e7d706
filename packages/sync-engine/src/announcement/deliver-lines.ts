import { type ConnecWrite, mergeLineIds } from '@duet/connec-client'
import type { Mapper } from '@duet/core'
import { leafOf } from '../image.js'
import type { RunContext } from '../run-context.js'
import { movedBases } from './moved-bases.js'
import { type Delivery, type Outgoing, written } from './outgoing.js'
import { send } from './send.js'

/** Registers the ids of lines too, now that the hub's own are known from its answer. */
export async function deliverLines(context: RunContext, { outgoing, results }: Delivery): Promise<void> {
  const announced: Outgoing[] = []
  const writes: ConnecWrite[] = []
  for (const [place, one] of outgoing.entries()) {
    const result = results[place]
    const { announcement, body, mapper } = one
    if (body.lines === null || !result?.ok || result.record === undefined) continue
    const answer = mapper.connec.parse(announcement.connecId, body.lines)
    const { lineIds: ids, fields } = result.record
    const { lines } = mergeLineIds(mapper.connec, { ids, fields, answer }, context.connec)
    if (lines === undefined) continue
    const { connecId } = announcement
    announced.push(one)
    writes.push({ kind: 'announce', resource: mapper.connec, connecId, externalId: body.externalId, lines })
  }
  if (writes.length === 0) return
  const delivery = { outgoing: announced, results: await send(context, writes) }
  const idMaps = await movedBases(context, delivery, ({ mapper }) => lineLeaves(mapper))
  const { store, run } = context
  await store.transaction(async (tx) => {
    await tx.runs.assertHeld(run.id, run.lease.token)
    await tx.idMaps.save(idMaps)
    await tx.runs.record(run.id, announced.map(written))
  })
}

/** The leaves in which line ids lie: `lines[].id` in `lines`. */
export const lineLeaves = ({ connec }: Mapper): string[] => connec.lineIds.map(leafOf)
