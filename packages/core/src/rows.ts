import { type Accessor, compilePath } from './accessor.js'
import type { FieldPolicy, FieldRow } from './field.js'
import type { PlainRecord } from './json.js'

/** The table of a mapper as rows; a plain text is a row that renames. */
export function rowsOf(fields: object): readonly FieldRow[] {
  return Object.entries(fields).flatMap(([connec, target]) => {
    if (target === undefined) return []
    if (typeof target === 'string') return [{ connec, external: target }]
    const { to, ...rest } = target as { to: string } & FieldPolicy
    return [{ ...rest, connec, external: to }]
  })
}

/** Copies the mapped fields of a record into a draft; absent values stay absent, null stays null. */
export type Copy = (record: PlainRecord, draft: Record<string, unknown>) => Record<string, unknown>

/** Compiles rows into two functions, one for each direction. */
export function compileRows(rows: readonly FieldRow[]): { copyToConnec: Copy; copyToExternal: Copy } {
  const compiled = rows.map((row) => ({
    row,
    connec: compilePath(row.connec),
    external: compilePath(row.external),
  }))
  return {
    copyToExternal: copyAll(
      compiled
        .filter(({ row }) => row.only !== 'toConnec')
        .map(({ row, connec, external }) => copyOne(connec, external, row.using?.toExternal)),
    ),
    copyToConnec: copyAll(
      compiled
        .filter(({ row }) => row.only !== 'toExternal')
        .map(({ row, connec, external }) => copyOne(external, connec, row.using?.toConnec)),
    ),
  }
}

type CopyOne = (record: PlainRecord, draft: Record<string, unknown>) => void

function copyOne(from: Accessor, to: Accessor, convert: ((value: unknown) => unknown) | undefined): CopyOne {
  // `prices[0].amount`: a null would make a line of nothing, and whoever gets it would take its list for that line
  const isInList = to.path.includes('[')
  return (record, draft) => {
    const value = from.read(record)
    if (value === undefined || (value === null && isInList)) return
    const converted = value === null || convert === undefined ? clone(value) : convert(value)
    if (converted !== undefined) to.write(draft, converted)
  }
}

/** A draft never shares lists or objects with the record it came from. */
function clone(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
    ? structuredClone(value)
    : value
}

const copyAll =
  (copies: readonly CopyOne[]): Copy =>
  (record, draft) => {
    for (const copy of copies) copy(record, draft)
    return draft
  }
