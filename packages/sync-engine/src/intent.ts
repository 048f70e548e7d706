import type { Json } from '@duet/core'
import type { Intent, PendingRecord } from '@duet/store'
import { z } from 'zod'
import { agreedState } from './apply/agreed-state.js'
import { announcementFor } from './apply/announcement-row.js'
import { commit, noChanges, type PageChanges } from './apply/page-changes.js'
import { failedRow } from './apply/pending-row.js'
import type { Work } from './apply/work.js'
import { sameValue } from './canonical.js'
import { flatten, type Image } from './image.js'
import { newIdMap } from './page/new-id-map.js'
import type { PreparedMapper } from './prepared-mapper.js'
import { externalPages } from './read/read-pages.js'
import type { EntityRun } from './run-context.js'
import type { SeenRecord } from './seen-record.js'

const DAY = 24 * 60 * 60 * 1000

const json = z.custom<Json>((value) => value !== undefined)

const intentPayload = z.object({
  /** The draft that was sent, flat. */
  draft: z.record(z.string(), json),
  /** The image of the Connec! record it came from. */
  image: z.record(z.string(), json),
  label: z.string().nullable(),
})

/**
 * Finds out what became of creates whose end is unknown: one record over there with what we sent, that no id map
 * claims, is ours; none means it was never made; several are for a person to tell apart, and never a second create.
 */
export async function resolveIntents(run: EntityRun): Promise<void> {
  const { context, entity } = run
  const open = await context.store.intents.listOpen(context.link.id, entity.name)
  for (const prepared of run.mappers) {
    const { pair, mapper } = prepared
    const own = open.filter(
      (intent) => intent.pair.connec === pair.connec && intent.pair.external === pair.external,
    )
    const tooFresh = (intent: Intent) => context.clock() < intent.createdAt + (mapper.external.listLagMs ?? 0)
    for (const intent of own.filter(tooFresh)) context.unsettled.add(intent.sourceId)
    await resolveOf(
      run,
      prepared,
      own.filter((intent) => !tooFresh(intent)),
    )
  }
}

async function resolveOf(
  run: EntityRun,
  prepared: PreparedMapper,
  intents: readonly Intent[],
): Promise<void> {
  if (intents.length === 0) return
  const { store, link } = run.context
  const mapped = await store.idMaps.byConnecIds(
    link.id,
    prepared.pair,
    intents.map(({ sourceId }) => sourceId),
  )
  const settled = new Set(
    mapped.filter(({ externalId }) => externalId !== null).map(({ connecId }) => connecId),
  )
  const sought = intents.filter(({ sourceId }) => !settled.has(sourceId))
  const hits = await findCreated(run, prepared, sought)
  const changes = noChanges()
  const ambiguous: string[] = []
  for (const intent of intents) {
    const found = hits.get(intent) ?? []
    const [only] = found
    if (found.length > 1) {
      ambiguous.push(intent.id)
      changes.pending.push(ambiguousRow(run, prepared, intent))
    } else {
      changes.closeIntents.push(intent.id)
      if (only !== undefined) adopt(run, { prepared, intent, record: only, changes })
    }
  }
  await store.intents.markAmbiguous(ambiguous)
  await commit(run, changes)
}

/**
 * Records over there that equal what was sent. The read starts at the application's own cursor: it is older than
 * every record we may have made since, by the application's own clock.
 */
async function findCreated(
  run: EntityRun,
  prepared: PreparedMapper,
  intents: readonly Intent[],
): Promise<ReadonlyMap<Intent, readonly SeenRecord[]>> {
  const hits = new Map<Intent, SeenRecord[]>()
  if (intents.length === 0) return hits
  const { context, entity } = run
  const { external } = prepared.mapper
  const cursors = await context.store.cursors.read(context.link.id)
  const cursor = cursors.find(
    ({ entity: name, side, resource }) =>
      name === entity.name && side === 'external' && resource === external.name,
  )
  const since = cursor?.since == null ? undefined : new Date(cursor.since - (external.listLagMs ?? 0))
  for await (const { seen } of externalPages(run, external, { since, pageSize: context.settings.pageSize })) {
    const candidates = seen.filter((record) => intents.some((intent) => isLike(record, intent)))
    if (candidates.length === 0) continue
    const ids = candidates.map(({ id }) => id)
    const claimed = await context.store.idMaps.byExternalIds(context.link.id, prepared.pair, ids)
    const taken = new Set(claimed.map(({ externalId }) => externalId))
    for (const record of candidates.filter(({ id }) => !taken.has(id)))
      for (const intent of intents)
        if (isLike(record, intent)) hits.set(intent, [...(hits.get(intent) ?? []), record])
  }
  return hits
}

/** Created since, give or take a day for clocks that differ, with everything that was sent. */
function isLike({ fields, createdAt }: SeenRecord, intent: Intent): boolean {
  if (createdAt !== null && createdAt.getTime() < intent.createdAt - DAY) return false
  const { draft } = intentPayload.parse(intent.payload)
  const own = flatten(fields)
  return Object.entries(draft).every(([leaf, value]) => sameValue(trimmed(own[leaf]), trimmed(value)))
}

/** Servers trim what they are sent. */
const trimmed = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' ? value.trim() : value

interface Adopting {
  readonly prepared: PreparedMapper
  readonly intent: Intent
  readonly record: SeenRecord
  readonly changes: PageChanges
}

/** As if the answer to the create had arrived. */
function adopt(run: EntityRun, { prepared, intent, record, changes }: Adopting): void {
  const { draft, image, label } = intentPayload.parse(intent.payload)
  const ids = { connecId: intent.sourceId, externalId: record.id, label: label ?? record.label }
  const idMap = newIdMap(run, prepared, ids)
  const answered = flatten(prepared.draftOf('external', record.fields))
  const work = createOf(run, { prepared, idMap, draft, image, record })
  const { base, receipts } = agreedState(work, { external: answered })
  const pushedAt = { connec: null, external: intent.createdAt }
  const adopted = { ...idMap, base, receipts, pushedAt }
  changes.idMaps.set(adopted.id, adopted)
  const announcement = announcementFor(run, work, adopted)
  if (announcement !== undefined) changes.announcements.push(announcement)
  const key = {
    linkId: idMap.linkId,
    pair: prepared.pair,
    side: 'connec',
    recordId: intent.sourceId,
  } as const
  changes.noLongerPending.push(key)
}

interface Created {
  readonly prepared: PreparedMapper
  readonly idMap: ReturnType<typeof newIdMap>
  readonly draft: Image
  readonly image: Image
  readonly record: SeenRecord
}

/** The work whose answer was lost, put together again. */
function createOf(run: EntityRun, { prepared, idMap, draft, image, record }: Created): Work {
  const source: SeenRecord = {
    ...record,
    side: 'connec',
    resource: prepared.pair.connec,
    id: idMap.connecId ?? '',
  }
  const connec = { record: source, draft, image, hash: '', missing: undefined }
  return {
    pairing: { prepared, idMap, connec: source },
    input: { mapper: prepared, idMap, connec, policy: run.policy },
    plan: {
      connec: { kind: 'create', side: 'connec', draft, leaves: Object.keys(draft) },
      conflicts: [],
      held: [],
    },
    results: { connec: { kind: 'written', id: record.id, answer: record } },
  }
}

function ambiguousRow(run: EntityRun, { pair }: PreparedMapper, { sourceId, payload }: Intent) {
  const { label } = intentPayload.parse(payload)
  const before: PendingRecord | undefined = undefined
  const kept = {
    pair,
    side: 'connec',
    id: sourceId,
    label,
    payload: () => null,
    fingerprint: '',
    before,
  } as const
  return failedRow(run, kept, {
    class: 'ambiguous',
    message:
      'The answer to its create was lost, and several records over there look like it. Decide which one is meant.',
    field: null,
  })
}
