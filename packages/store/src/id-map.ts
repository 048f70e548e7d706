import { isPlainObject, type Json } from '@duet/core'
import { z } from 'zod'
import {
  type ColumnsOf,
  fieldsOf,
  flag,
  integer,
  json,
  optionalJson,
  optionalProse,
  optionalText,
  rowCodec,
  text,
} from './columns.js'

/** A record's mapped fields, flat: path → value. */
export type Fields = Record<string, Json>

/** The ids of one record on both sides, and what was last agreed about it. Times are epoch milliseconds. */
export interface IdMap {
  id: string
  linkId: string
  entity: string
  connecResource: string
  externalResource: string
  connecId: string | null
  externalId: string | null
  /** Name of the record for people. */
  label: string | null
  /** Canonical hash of what each side held when last seen or written. */
  receipts: { connec: string | null; external: string | null }
  /** The last agreed state, each side in its own paths. */
  base: { connec: Fields; external: Fields } | null
  /** When the record was last written to each side. */
  pushedAt: { connec: number | null; external: number | null }
  optedOut: { toConnec: boolean; toExternal: boolean }
  /** The record is gone on one side; nothing is written any more. */
  inactive: boolean
  message: string | null
  metadata: Record<string, unknown>
  firstSeenAt: number
  updatedAt: number
}

/** Out of JSON, whatever lies in an object is JSON: to ask about every field would only cost time. */
const fields = z.custom<Fields>(isPlainObject)

/** A first synchronization reads an id map for every record: whether it is in order is asked without zod. */
const objectOf =
  <Name extends string, Value>(names: readonly Name[], isSo: (value: unknown) => value is Value) =>
  (value: unknown): value is Record<Name, Value> =>
    isPlainObject(value) && names.every((name) => isSo(value[name]))

const SIDES = ['connec', 'external'] as const
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string'
const isNumberOrNull = (value: unknown): value is number | null => value === null || typeof value === 'number'
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isObject = (value: unknown): value is Fields => isPlainObject(value)

export const idMapColumns = {
  id: text(),
  linkId: text(),
  entity: text(),
  connecResource: text(),
  externalResource: text(),
  connecId: optionalText(),
  externalId: optionalText(),
  label: optionalProse,
  receipts: json(
    z.object({ connec: z.string().nullable(), external: z.string().nullable() }),
    objectOf(SIDES, isTextOrNull),
  ),
  base: optionalJson(z.object({ connec: fields, external: fields }), objectOf(SIDES, isObject)),
  pushedAt: json(
    z.object({ connec: z.number().nullable(), external: z.number().nullable() }),
    objectOf(SIDES, isNumberOrNull),
  ),
  optedOut: json(
    z.object({ toConnec: z.boolean(), toExternal: z.boolean() }),
    objectOf(['toConnec', 'toExternal'], isBoolean),
  ),
  inactive: flag,
  message: optionalProse,
  metadata: json(z.record(z.string(), z.unknown()), isPlainObject),
  firstSeenAt: integer,
  updatedAt: integer,
} satisfies ColumnsOf<IdMap>

/** What a search looks in: lower case made here, since the databases only know that of ASCII letters. */
export function searchText({ label, connecId, externalId }: IdMap): string {
  let text = label ?? ''
  for (const id of [connecId, externalId]) if (id !== null) text += text === '' ? id : `\n${id}`
  return text.toLowerCase()
}

export const idMapRow = rowCodec(idMapColumns)

export const idMapFields = fieldsOf(idMapColumns)
