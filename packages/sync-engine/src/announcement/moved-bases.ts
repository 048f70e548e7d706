import type { ConnecWriteResult } from '@duet/connec-client'
import type { IdMap } from '@duet/store'
import { hashOf } from '../canonical.js'
import { consider } from '../consider.js'
import { flatten, type Image } from '../image.js'
import { loadReferenceIds } from '../reference-ids.js'
import type { RunContext } from '../run-context.js'
import { seenConnec } from '../seen-record.js'
import type { Delivery, Outgoing } from './outgoing.js'

/** Leaves of the Connec! draft that an announcement carried. */
export type CarriedLeaves = (one: Outgoing) => readonly string[]

/** Id maps whose agreed state moves with what announcements carried. */
export async function movedBases(
  context: RunContext,
  { outgoing, results }: Delivery,
  leavesOf: CarriedLeaves,
): Promise<IdMap[]> {
  const moved: IdMap[] = []
  const carrying = outgoing.flatMap((one, place) => {
    const result = results[place]
    return leavesOf(one).length > 0 && result?.ok ? [{ one, result }] : []
  })
  for (const [mapper, group] of Map.groupBy(carrying, ({ one }) => one.mapper)) {
    const pair = { connec: mapper.connec.name, external: mapper.external.name }
    const connecIds = group.map(({ one }) => one.announcement.connecId)
    const rows = await context.store.idMaps.byConnecIds(context.link.id, pair, connecIds)
    const byConnecId = new Map(rows.map((row) => [row.connecId, row]))
    for (const { one, result } of group) {
      const idMap = byConnecId.get(one.announcement.connecId)
      if (idMap?.base) moved.push(await moveOne(context, { one, result, idMap, leaves: leavesOf(one) }))
    }
  }
  return moved
}

interface Moving {
  readonly one: Outgoing
  readonly result: Extract<ConnecWriteResult, { ok: true }>
  readonly idMap: IdMap
  readonly leaves: readonly string[]
}

async function moveOne(context: RunContext, { one, result, idMap, leaves }: Moving): Promise<IdMap> {
  const { announcement, body, mapper } = one
  const { id: _, ...fields } =
    body.fields === null ? {} : mapper.connec.parse(announcement.connecId, body.fields)
  const external = { ...idMap.base?.external, ...flatten(fields) }
  const connec = { ...idMap.base?.connec }
  const entity = context.connector.entities.find(({ mappers }) => mappers.includes(mapper))
  const run = entity && (await context.entityRun(entity))
  const prepared = run?.mappers.find((candidate) => candidate.mapper === mapper)
  if (prepared !== undefined && result.record !== undefined) {
    const ids = await loadReferenceIds(context, [])
    const record = seenConnec(mapper.connec, result.record)
    const { image } = consider(context, { record, prepared }, { ids, leaveOut: true })
    const groups = new Set(leaves.map((leaf) => prepared.groups.groupOf('connec', leaf)))
    copyGroups(image, connec, (leaf) => groups.has(prepared.groups.groupOf('external', leaf)))
  }
  const receipts = { connec: hashOf(connec), external: hashOf(external) }
  return { ...idMap, base: { connec, external }, receipts, updatedAt: context.clock() }
}

function copyGroups(from: Image, to: Image, isOfGroup: (leaf: string) => boolean): void {
  for (const [leaf, value] of Object.entries(from)) if (isOfGroup(leaf)) to[leaf] = value
}
