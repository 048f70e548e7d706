import { isPlainObject } from '@duet/core'
import type { Comparable } from './compare-sets.js'
import { idMark, kindMark } from './notes.js'
import type { RecordedCall, RecordedOperation } from './webhook-vector.js'

/** A value without what means nothing: null, empty objects, the order of keys; numbers and texts of ids alike. */
export function meaningOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaningOf)
  if (!isPlainObject(value)) return value ?? undefined
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, meaningOf(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** A call to the application; two that mean the same have the same text. */
export function comparableCall({ op, entityName, id, entity }: RecordedCall): Comparable {
  const place = [op, entityName, id].filter((part) => part !== undefined).join(' ')
  return {
    text: `${place} ${JSON.stringify(meaningOf(entity) ?? {})}`,
    marks: [kindMark(entityName), ...(id === undefined ? [] : [idMark(id)])],
  }
}

/** The Connec! id of a record that is paired, by its collection and its id in the application. */
export type PairedIds = (collection: string, externalId: string) => string | undefined

/**
 * A write to the hub. A record may be named by its own id or by ours, by which the hub finds it: with the recorded
 * pairs both are the same. What matters of a write by id is what it writes.
 */
export function comparableOperation(
  { method, url, params }: RecordedOperation,
  pairedIds: PairedIds,
): Comparable {
  const [collection = '', { id, ...fields } = {}] = Object.entries(params)[0] ?? []
  const ours = (Array.isArray(id) ? id : []).map(externalIdOf)
  const named = method.toLowerCase() === 'put' ? url.replace(/\/+$/, '').split('/')[5] : undefined
  const target = named ?? ours.map((own) => pairedIds(collection, own)).find((found) => found !== undefined)
  const written = meaningOf(fields)
  const ids = written !== undefined && target !== undefined ? [] : ours
  return {
    text: [collection, target ?? 'new', JSON.stringify(written ?? {}), ...ids.map(idMark)].join(' '),
    marks: [kindMark(collection), ...[target ?? [], ours].flat().map(idMark)],
  }
}

/** The id of an entry of an id array, without the scope that tells kinds of one collection apart: `lead:21` → `21`. */
export const externalIdOf = (entry: unknown): string =>
  String(isPlainObject(entry) ? entry.id : entry).replace(/^[a-z0-9_]+:/, '')
