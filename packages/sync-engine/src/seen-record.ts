import type { ConnecRecord, UnfoldedReference } from '@duet/connec-client'
import type { AnyConnecResource, AnyResource, Json, PlainRecord, Side } from '@duet/core'
import { z } from 'zod'

/** A record as it was read from one side, in the shape both sides share. */
export interface SeenRecord {
  readonly side: Side
  /** Name of the resource on its side. */
  readonly resource: string
  readonly id: string
  readonly fields: PlainRecord
  readonly createdAt: Date | null
  readonly updatedAt: Date | null
  /** Our ids of it as stored at the hub; none for records of the application. */
  readonly externalIds: readonly string[]
  /** References to other records of the hub; none for records of the application. */
  readonly references: readonly UnfoldedReference[]
  /** The hub's ids of its lines, lines in their places; none for records of the application. */
  readonly lineIds: PlainRecord
  readonly label: string
  /** The record in a form that can be stored and read again. */
  payload(): Json
}

/** A record that could not be read as its schema promises. */
export interface UnreadRecord {
  readonly side: Side
  readonly resource: string
  readonly id: string
  readonly error: Error
  readonly payload: Json
}

/** Some records of one side, as far as they could be read. */
export interface SeenPage {
  readonly seen: readonly SeenRecord[]
  readonly unread: readonly UnreadRecord[]
}

/** Reads one record of the application; `raw` is what its API answered. */
export function seenExternal(resource: AnyResource, raw: unknown): SeenRecord {
  const record = resource.parse(raw)
  return {
    side: 'external',
    resource: resource.name,
    id: record.id,
    fields: record.fields,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    externalIds: [],
    references: [],
    lineIds: {},
    label: resource.labelOf(record),
    payload: () => asJson(raw),
  }
}

/** Takes a record the hub client has read. */
export function seenConnec(resource: AnyConnecResource, record: ConnecRecord): SeenRecord {
  const { id, externalIds, fields, references, lineIds, createdAt, updatedAt } = record
  return {
    side: 'connec',
    resource: resource.name,
    id,
    fields,
    createdAt,
    updatedAt,
    externalIds,
    references,
    lineIds,
    label: resource.labelOf(fields),
    payload: () =>
      asJson({ id, externalIds, fields: resource.encode(fields), references, lineIds, createdAt, updatedAt }),
  }
}

/** Plain JSON of a value: dates become text, absent fields go. */
export const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null))

const storedMoment = z.iso.datetime().nullable()

/** A record of the hub as it is kept in the store. */
const storedConnec = z.object({
  id: z.string(),
  externalIds: z.array(z.string()),
  fields: z.record(z.string(), z.unknown()),
  references: z.array(
    z.object({
      path: z.string(),
      resource: z.string(),
      connecId: z.string().optional(),
      externalIds: z.array(z.string()),
    }),
  ),
  lineIds: z.record(z.string(), z.unknown()).default({}),
  createdAt: storedMoment,
  updatedAt: storedMoment,
})

/** Reads a record of the hub that was kept in the store. Throws for one that does not fit its schema any more. */
export function restoredConnec(resource: AnyConnecResource, payload: Json): SeenRecord {
  const { id, externalIds, fields, references, lineIds, createdAt, updatedAt } = storedConnec.parse(payload)
  return seenConnec(resource, {
    id,
    externalIds,
    fields: resource.parse(id, fields),
    references: references.map((reference) => ({ ...reference, connecId: reference.connecId })),
    missing: [],
    lineIds,
    createdAt: createdAt === null ? null : new Date(createdAt),
    updatedAt: updatedAt === null ? null : new Date(updatedAt),
  })
}
