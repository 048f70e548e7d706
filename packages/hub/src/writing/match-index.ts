import type { PlainRecord } from '@duet/core'
import type { WriteBuffer } from '../buffer/write-buffer.js'
import { allRecords } from '../database/records.js'
import { fieldAt } from '../filter/value-at.js'
import type { Place } from '../stored-record.js'

/** A record before and after a write. */
export interface FieldsChange {
  readonly place: Place
  readonly id: string
  readonly before: PlainRecord | undefined
  readonly after: PlainRecord
}

/** Finds records by the values of some fields; each group of fields is indexed when it is first asked for. */
export interface MatchIndex {
  /** Ids of the records equal in all these fields, oldest first; none when a value is blank. */
  find(buffer: WriteBuffer, place: Place, group: readonly string[], fields: PlainRecord): Promise<string[]>
  apply(changes: readonly FieldsChange[]): void
  /** Forgets everything; after a transaction that failed. */
  clear(): void
}

interface GroupIndex {
  readonly paths: readonly string[]
  readonly ids: Map<string, Set<string>>
}

export function createMatchIndex(): MatchIndex {
  /** By place, then by the group's paths. */
  const places = new Map<string, Map<string, GroupIndex>>()

  async function indexOf(buffer: WriteBuffer, place: Place, paths: readonly string[]): Promise<GroupIndex> {
    const groups = places.get(nameOf(place)) ?? new Map<string, GroupIndex>()
    const name = JSON.stringify(paths)
    const known = groups.get(name)
    if (known !== undefined) return known
    const index: GroupIndex = { paths, ids: new Map() }
    await buffer.flush()
    for await (const records of allRecords(buffer.database, place)) {
      for (const { id, fields } of records) add(index, id, fields)
    }
    groups.set(name, index)
    places.set(nameOf(place), groups)
    return index
  }

  return {
    async find(buffer, place, group, fields) {
      const key = keyOf(fields, group)
      if (key === undefined) return []
      const index = await indexOf(buffer, place, group)
      return [...(index.ids.get(key) ?? [])].sort()
    },
    apply(changes) {
      for (const { place, id, before, after } of changes) {
        for (const index of places.get(nameOf(place))?.values() ?? []) {
          if (before !== undefined) remove(index, id, before)
          add(index, id, after)
        }
      }
    },
    clear: () => places.clear(),
  }
}

const nameOf = ({ company, collection }: Place): string => JSON.stringify([company, collection])

function add({ paths, ids }: GroupIndex, id: string, fields: PlainRecord): void {
  const key = keyOf(fields, paths)
  if (key === undefined) return
  const bucket = ids.get(key)
  if (bucket === undefined) ids.set(key, new Set([id]))
  else bucket.add(id)
}

function remove({ paths, ids }: GroupIndex, id: string, fields: PlainRecord): void {
  const key = keyOf(fields, paths)
  if (key !== undefined) ids.get(key)?.delete(id)
}

/** The trimmed values as one key; undefined when one is blank, which never matches. */
function keyOf(fields: PlainRecord, paths: readonly string[]): string | undefined {
  const values = paths.map((path) => textOf(fieldAt(fields, path)))
  return values.includes('') ? undefined : JSON.stringify(values)
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value)
  return typeof value === 'object' || value === undefined ? '' : String(value).trim()
}
