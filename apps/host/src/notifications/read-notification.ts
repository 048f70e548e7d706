import { createHash } from 'node:crypto'
import { isPlainObject } from '@duet/core'
import { z } from 'zod'
import { type NameTable, resourceNamed } from './name-table.js'

const idEntry = z.looseObject({ id: z.union([z.string(), z.number()]), provider: z.string().optional() })
const record = z.looseObject({
  group_id: z.string().min(1),
  id: z.union([z.string().min(1), z.array(idEntry)]).transform((id) => {
    if (typeof id === 'string') return id
    const own = id.find(({ provider }) => provider === 'connec')
    return own === undefined ? undefined : String(own.id)
  }),
})

/** The changed records of one group (a company as one application sees it). */
export interface GroupChanges {
  readonly groupId: string
  readonly resources: { resource: string; ids: string[] }[]
  /** Tells this delivery from others: a repeated one has the same. */
  readonly digest: string
}

export interface ReadNotification {
  readonly groups: GroupChanges[]
  /** Parts that could not be understood. */
  readonly unreadable: number
}

interface Change {
  groupId: string
  resource: string
  id: string
  raw: unknown
}

/**
 * Sorts a notification by group: `{ "people": [{ "id", "group_id", … }], … }`. Kinds that no connector maps are left
 * out; undefined when the body is no object at all.
 */
export function readNotification(body: unknown, names: NameTable): ReadNotification | undefined {
  if (!isPlainObject(body)) return undefined
  const changes: Change[] = []
  let unreadable = 0
  for (const [name, value] of Object.entries(body)) {
    const resource = resourceNamed(names, name)
    if (resource === undefined) continue
    // A singleton may come without a list around it.
    for (const raw of Array.isArray(value) ? value : [value]) {
      const parsed = record.safeParse(raw)
      if (parsed.success && parsed.data.id !== undefined)
        changes.push({ groupId: parsed.data.group_id, resource, id: parsed.data.id, raw })
      else unreadable++
    }
  }
  const byGroup = Map.groupBy(changes, ({ groupId }) => groupId)
  return {
    unreadable,
    groups: [...byGroup].map(([groupId, own]) => ({
      groupId,
      resources: [...Map.groupBy(own, ({ resource }) => resource)].map(([resource, records]) => ({
        resource,
        ids: [...new Set(records.map(({ id }) => id))],
      })),
      digest: digestOf(groupId, own),
    })),
  }
}

const digestOf = (groupId: string, changes: readonly Change[]): string =>
  createHash('sha256')
    .update(JSON.stringify([groupId, changes.map(({ resource, raw }) => [resource, raw])]))
    .digest('hex')
