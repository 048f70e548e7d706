import type { ResolveRequest } from '@duet/host-api'
import type { Link } from '@duet/store'
import type { HostContext } from './open-context.js'

/**
 * Notes what somebody decided about one entry of a link's inbox, and asks for a look at its record, which carries it
 * out. False when nothing of that kind waits for a decision there.
 */
export async function resolveOne(
  context: Pick<HostContext, 'store' | 'queue'>,
  link: Link,
  request: ResolveRequest,
): Promise<boolean> {
  return 'winner' in request
    ? await resolveConflict(context, link, request)
    : await resolveAmbiguous(context, link, request)
}

async function resolveConflict(
  { store, queue }: Pick<HostContext, 'store' | 'queue'>,
  link: Link,
  { id, winner }: Extract<ResolveRequest, { winner: unknown }>,
): Promise<boolean> {
  const conflict = await store.conflicts.byId(id)
  if (conflict?.linkId !== link.id || conflict.state !== 'open') return false
  const { pair, connecId, externalId } = conflict
  await store.transaction(async (tx) => {
    await tx.conflicts.resolve(id, winner)
    await tx.requests.add([
      {
        linkId: link.id,
        kind: 'records',
        trigger: 'retry',
        options: {},
        records: [
          { side: 'external', resource: pair.external, ids: [externalId] },
          { side: 'connec', resource: pair.connec, ids: [connecId] },
        ],
        at: Date.now(),
      },
    ])
  })
  await queue.enqueue(link.id, { priority: 'interactive' })
  return true
}

async function resolveAmbiguous(
  { store, queue }: Pick<HostContext, 'store' | 'queue'>,
  link: Link,
  request: Exclude<ResolveRequest, { winner: unknown }>,
): Promise<boolean> {
  const record = await store.pending.byId(request.id)
  if (record?.linkId !== link.id || record.class !== 'ambiguous') return false
  const decision =
    'adopt' in request ? ({ kind: 'adopt', id: request.adopt } as const) : ({ kind: 'create' } as const)
  const now = Date.now()
  await store.transaction(async (tx) => {
    await tx.pending.decide(record.id, decision, now)
    const { pair, side, recordId } = record
    const hint = { side, resource: pair[side], ids: [recordId] }
    await tx.requests.add([
      { linkId: link.id, kind: 'records', trigger: 'retry', options: {}, records: [hint], at: now },
    ])
  })
  await queue.enqueue(link.id, { priority: 'interactive' })
  return true
}
