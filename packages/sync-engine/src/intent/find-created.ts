import { isPlainObject, type Json } from '@duet/core'
import type { Intent } from '@duet/store'
import { type IntentPayload, intentPayload, sentDraft } from '../apply/intent-payload.js'
import { canonical, sameValue } from '../canonical.js'
import { flatten, valueAt } from '../image.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import { externalPages } from '../read/read-pages.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'

const DAY = 24 * 60 * 60 * 1000

/** Records over there that may be what was sent, by id: a list may hold a record twice. */
interface Hits {
  readonly equal: Map<string, SeenRecord>
  /** Edited since, but the same by a group of match fields. */
  readonly matching: Map<string, SeenRecord>
}

/**
 * Looks for what was sent. The read starts at the application's own cursor: it is older than every record we may have
 * made since, by the application's own clock.
 */
export async function findCreated(
  run: EntityRun,
  prepared: PreparedMapper,
  intents: readonly Intent[],
): Promise<ReadonlyMap<Intent, readonly SeenRecord[]>> {
  const sought = new Map(intents.map((intent) => [intent, intentPayload.parse(intent.payload)]))
  const hits = new Map<Intent, Hits>(
    intents.map((intent) => [intent, { equal: new Map(), matching: new Map() }]),
  )
  if (intents.length === 0) return new Map()
  for await (const { seen } of await recentPages(run, prepared)) {
    for (const record of await unclaimed(run, prepared, seen)) {
      for (const [intent, payload] of sought) {
        if (!isSince(record, intent)) continue
        if (isEqual(record, payload)) hits.get(intent)?.equal.set(record.id, record)
        else if (isMatching(prepared, record, payload)) hits.get(intent)?.matching.set(record.id, record)
      }
    }
  }
  return new Map(
    [...hits].map(([intent, { equal, matching }]) => [
      intent,
      [...(equal.size > 0 ? equal : matching).values()],
    ]),
  )
}

async function recentPages(run: EntityRun, { mapper }: PreparedMapper) {
  const { context, entity } = run
  const { external } = mapper
  const cursors = await context.store.cursors.read(context.link.id)
  const cursor = cursors.find(
    ({ entity: name, side, resource }) =>
      name === entity.name && side === 'external' && resource === external.name,
  )
  const since = cursor?.since == null ? undefined : new Date(cursor.since - (external.listLagMs ?? 0))
  return externalPages(run, external, { since, pageSize: context.settings.pageSize })
}

async function unclaimed(
  { context }: EntityRun,
  { pair }: PreparedMapper,
  records: readonly SeenRecord[],
): Promise<SeenRecord[]> {
  const ids = records.map(({ id }) => id)
  const rows = await context.store.idMaps.byExternalIds(context.link.id, pair, ids)
  const claimed = new Set(rows.map(({ externalId }) => externalId))
  return records.filter(({ id }) => !claimed.has(id))
}

/** Created since, give or take a day for clocks that differ. */
const isSince = ({ createdAt }: SeenRecord, intent: Intent): boolean =>
  createdAt === null || createdAt.getTime() >= intent.createdAt - DAY

function isEqual({ fields }: SeenRecord, payload: IntentPayload): boolean {
  const own = flatten(fields)
  return Object.entries(sentDraft(payload)).every(([leaf, value]) => holds(own[leaf], value))
}

/** Whether a value is what was sent; lines may have got more than was sent: ids, totals. */
function holds(own: Json | undefined, sent: Json | undefined): boolean {
  if (Array.isArray(sent))
    return Array.isArray(own) && own.length === sent.length && sent.every((item, i) => holds(own[i], item))
  if (isPlainObject(sent))
    return isPlainObject(own) && Object.entries(sent).every(([key, value]) => holds(own[key], value))
  return sameValue(trimmed(own), trimmed(sent))
}

function isMatching(prepared: PreparedMapper, { fields }: SeenRecord, { matches }: IntentPayload): boolean {
  if (matches.length === 0) return false
  const draft = prepared.draftOf('external', fields)
  return matches.some((group) =>
    Object.entries(group).every(([path, value]) =>
      sameValue(trimmed(canonical(valueAt(draft, path))), trimmed(value)),
    ),
  )
}

/** Servers trim what they are sent. */
const trimmed = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' ? value.trim() : value
