import type { ConnecWrite, ConnecWriteResult } from '@duet/connec-client'
import { mergeLineIds } from '@duet/connec-client'
import { type AnyConnecResource, EntityNotFoundError, type Mapper, RejectedError } from '@duet/core'
import type { Announcement, IdMap } from '@duet/store'
import { type AnnouncementBody, announcementBody } from './apply/announcement-body.js'
import { hashOf } from './canonical.js'
import { consider } from './consider.js'
import { flatten, type Image } from './image.js'
import { loadReferenceIds } from './reference-ids.js'
import type { RunContext } from './run-context.js'
import { accountTrouble, reasonOf } from './run-stop.js'
import { seenConnec } from './seen-record.js'

/** An announcement ready to be sent. */
interface Outgoing {
  readonly announcement: Announcement
  readonly body: AnnouncementBody
  readonly mapper: Mapper
}

/**
 * Registers at the hub the ids records got in the application; what is not acknowledged stays and is sent again.
 * Throws `RunStop` when the hub lets us in no more.
 */
export async function deliverAnnouncements(context: RunContext): Promise<void> {
  const { store, link, settings } = context
  const tried = new Set<string>()
  for (;;) {
    const due = await store.announcements.due(link.id, settings.batchSize)
    const fresh = due.filter(({ id }) => !tried.has(id))
    if (fresh.length === 0) return
    for (const { id } of fresh) tried.add(id)
    await deliver(context, fresh)
  }
}

async function deliver(context: RunContext, announcements: readonly Announcement[]): Promise<void> {
  const outgoing = announcements.flatMap((announcement): Outgoing[] => {
    const body = announcementBody.parse(announcement.body)
    const mapper = mapperOf(context, announcement, body)
    return mapper ? [{ announcement, body, mapper }] : []
  })
  const writes = outgoing.map(toWrite)
  const results = await send(context, writes)
  const again = results.flatMap((result, place) => {
    const one = outgoing[place]
    const isRejected = !result.ok && result.error instanceof RejectedError
    return isRejected && one?.body.fields !== null && one ? [{ one, place }] : []
  })
  const retried =
    again.length > 0
      ? await send(
          context,
          again.map(({ one }) => idOnly(one)),
        )
      : []
  const final = [...results]
  for (const [at, { place }] of again.entries())
    final[place] = retried[at] ?? results[place] ?? unansweredResult
  const sent = writes.length + again.length
  await settleDelivery(context, { outgoing, results: final, sent })
}

const unansweredResult: ConnecWriteResult = { ok: false, error: new RejectedError('The hub gave no result.') }

function mapperOf(
  { connector }: RunContext,
  { connecResource }: Announcement,
  { externalResource }: AnnouncementBody,
): Mapper | undefined {
  return connector.entities
    .flatMap(({ mappers }) => mappers)
    .find(({ connec, external }) => connec.name === connecResource && external.name === externalResource)
}

function toWrite({ announcement, body, mapper }: Outgoing): ConnecWrite {
  const { connecId } = announcement
  const { externalId, fields } = body
  const resource: AnyConnecResource = mapper.connec
  if (fields === null) return { kind: 'announce', resource, connecId, externalId }
  const { id: _, ...parsed } = resource.parse(connecId, fields)
  return { kind: 'update', resource, connecId, externalId, fields: parsed }
}

const idOnly = ({ announcement, body, mapper }: Outgoing): ConnecWrite => ({
  kind: 'announce',
  resource: mapper.connec,
  connecId: announcement.connecId,
  externalId: body.externalId,
})

/** A batch that fails as a whole fails each announcement; they stay. */
async function send(
  context: RunContext,
  writes: readonly ConnecWrite[],
): Promise<readonly ConnecWriteResult[]> {
  try {
    return await context.connec.write(writes)
  } catch (error) {
    const trouble = accountTrouble(error)
    if (trouble !== undefined) throw trouble
    return writes.map(() => ({ ok: false, error: new RejectedError(reasonOf(error), { cause: error }) }))
  }
}

interface Delivery {
  readonly outgoing: readonly Outgoing[]
  readonly results: readonly ConnecWriteResult[]
  readonly sent: number
}

async function settleDelivery(context: RunContext, { outgoing, results, sent }: Delivery): Promise<void> {
  const { store, run, link } = context
  const acknowledged: string[] = []
  const failed: { id: string; message: string }[] = []
  for (const [place, { announcement }] of outgoing.entries()) {
    const result = results[place]
    if (result?.ok || result?.error instanceof EntityNotFoundError) acknowledged.push(announcement.id)
    else failed.push({ id: announcement.id, message: result?.error.message ?? 'The hub gave no result.' })
  }
  const idMaps = await movedBases(context, { outgoing, results, sent })
  const lines = await announceLines(context, { outgoing, results, sent })
  const [first] = outgoing
  await store.transaction(async (tx) => {
    await tx.runs.assertHeld(run.id, run.lease.token)
    await tx.announcements.remove(acknowledged)
    await tx.announcements.failed(failed)
    await tx.idMaps.save(idMaps)
    if (first !== undefined) {
      const { entity } = first.announcement
      await tx.runs.record(run.id, [
        { entity, side: 'connec', outcome: 'wrote', reason: 'announce', count: sent + lines },
      ])
    }
  })
  context.log({
    event: 'announced',
    linkId: link.id,
    acknowledged: acknowledged.length,
    failed: failed.length,
  })
}

/** Fields that travelled with the id are agreed from now on. */
async function movedBases(context: RunContext, { outgoing, results }: Delivery): Promise<IdMap[]> {
  const moved: IdMap[] = []
  const carrying = outgoing.flatMap((one, place) => {
    const result = results[place]
    return one.body.fields !== null && result?.ok ? [{ one, result }] : []
  })
  for (const [mapper, group] of Map.groupBy(carrying, ({ one }) => one.mapper)) {
    const pair = { connec: mapper.connec.name, external: mapper.external.name }
    const connecIds = group.map(({ one }) => one.announcement.connecId)
    const rows = await context.store.idMaps.byConnecIds(context.link.id, pair, connecIds)
    const byConnecId = new Map(rows.map((row) => [row.connecId, row]))
    for (const { one, result } of group) {
      const idMap = byConnecId.get(one.announcement.connecId)
      if (idMap?.base) moved.push(await withTravelled(context, { ...one, result, idMap, base: idMap.base }))
    }
  }
  return moved
}

interface Travelled extends Outgoing {
  readonly result: Extract<ConnecWriteResult, { ok: true }>
  readonly idMap: IdMap
  readonly base: NonNullable<IdMap['base']>
}

async function withTravelled(context: RunContext, travelled: Travelled): Promise<IdMap> {
  const { announcement, body, mapper, result, idMap, base } = travelled
  const { id: _, ...fields } = mapper.connec.parse(announcement.connecId, body.fields)
  const external = { ...base.external, ...flatten(fields) }
  const connec = { ...base.connec }
  const entity = context.connector.entities.find(({ mappers }) => mappers.includes(mapper))
  const run = entity && (await context.entityRun(entity))
  const prepared = run?.mappers.find((one) => one.mapper === mapper)
  if (prepared !== undefined && result.record !== undefined) {
    const ids = await loadReferenceIds(context, [])
    const record = seenConnec(mapper.connec, result.record)
    const { image } = consider(context, { record, prepared }, { ids, leaveOut: true })
    const groups = new Set(body.leaves.map((leaf) => prepared.groups.groupOf('connec', leaf)))
    copyGroups(image, connec, (leaf) => groups.has(prepared.groups.groupOf('external', leaf)))
  }
  const receipts = { connec: hashOf(connec), external: hashOf(external) }
  return { ...idMap, base: { connec, external }, receipts, updatedAt: context.clock() }
}

function copyGroups(from: Image, to: Image, isOfGroup: (leaf: string) => boolean): void {
  for (const [leaf, value] of Object.entries(from)) if (isOfGroup(leaf)) to[leaf] = value
}

/** Registers ids of lines too, once the hub's own are known from its answer. Returns the number of writes. */
async function announceLines(context: RunContext, { outgoing, results }: Delivery): Promise<number> {
  const writes = outgoing.flatMap((one, place): ConnecWrite[] => {
    const result = results[place]
    const { announcement, body, mapper } = one
    if (body.lines === null || !result?.ok || result.record === undefined) return []
    const answer = mapper.connec.parse(announcement.connecId, body.lines)
    const { lineIds: ids, fields } = result.record
    const { lines } = mergeLineIds(mapper.connec, { ids, fields, answer }, context.connec)
    const { connecId } = announcement
    return lines
      ? [{ kind: 'announce', resource: mapper.connec, connecId, externalId: body.externalId, lines }]
      : []
  })
  if (writes.length > 0) await send(context, writes)
  return writes.length
}
