import { createRequire } from 'node:module'
import { type FieldRow, isPlainObject, type Mapper, type PlainRecord } from '@duet/core'

const require = createRequire(import.meta.url)

type MapRecord = (record: PlainRecord) => unknown
type Transforms = Readonly<Record<string, (value: unknown) => unknown>>

/** A table in one direction, as the libraries want it: where from, where to. */
const pairsOf = (rows: readonly FieldRow[], direction: 'toConnec' | 'toExternal') =>
  rows.map(({ connec, external }) =>
    direction === 'toConnec' ? { from: external, to: connec } : { from: connec, to: external },
  )

/** The same table as object-mapper runs it; `transforms` by source path stand for what schemas would do. */
export function byObjectMapper(
  { rows }: Mapper,
  direction: 'toConnec' | 'toExternal',
  transforms: Transforms = {},
): MapRecord {
  const objectMapper: (source: unknown, map: unknown) => unknown = require('object-mapper')
  const map = Object.fromEntries(
    pairsOf(rows, direction).map(({ from, to }) => {
      const convert = transforms[from]
      if (convert === undefined) return [from, to]
      return [from, { key: to, transform: (value: unknown) => (value == null ? value : convert(value)) }]
    }),
  )
  return (record) => objectMapper(record, map)
}

/** The same table as morphism runs it; it writes lists by functions of the whole source only. */
export function byMorphism({ rows }: Mapper, direction: 'toConnec' | 'toExternal'): MapRecord {
  const { morphism }: { morphism: (schema: unknown) => MapRecord } = require('morphism')
  const schema: Record<string, unknown> = {}
  const lists = new Map<string, [field: string, from: string][]>()
  for (const { from, to } of pairsOf(rows, direction)) {
    const [, list, field] = /^(\w+)\[0\]\.(\w+)$/.exec(to) ?? []
    if (list === undefined || field === undefined) schema[to] = from
    else lists.set(list, [...(lists.get(list) ?? []), [field, from]])
  }
  for (const [list, fields] of lists)
    schema[list] = (source: PlainRecord) => {
      const first = Object.fromEntries(fields.map(([field, from]) => [field, valueAt(source, from)]))
      return Object.values(first).some((value) => value != null) ? [first] : undefined
    }
  return morphism(schema)
}

const valueAt = (source: unknown, path: string): unknown =>
  path.split('.').reduce((value, key) => (isPlainObject(value) ? value[key] : undefined), source)
