import { valueAt } from './path.js'
import { MOST_SHOWN, type ShownRecord, type ShownRecords } from './side.js'
import type { FormField, KindView } from './view.js'

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

/** The records of a kind that contain the searched text, newest change first. */
export function show(records: readonly Readable[], { fields, only }: KindView, search: string): ShownRecords {
  const wanted = search.trim().toLowerCase()
  const found = records
    .filter((record) => only === undefined || (valueAt(record.fields, only.field) ?? false) === only.equals)
    .map((record) => shownRecord(record, fields))
    .filter(
      ({ fields: values }) =>
        wanted === '' || Object.values(values).some((value) => value.toLowerCase().includes(wanted)),
    )
    .sort((a, b) => (a.version < b.version ? 1 : a.version > b.version ? -1 : 0))
  return { records: found.slice(0, MOST_SHOWN), total: found.length }
}

/** What is needed of a record to show it. */
export interface Readable {
  id: string
  updatedAt: string
  fields: Record<string, unknown>
}

/** Fields that name a record, in the spelling of any side. */
const titlePaths = ['name', 'first_name', 'given_name', 'last_name', 'family_name']

function shownRecord({ id, updatedAt, fields: record }: Readable, fields: readonly FormField[]): ShownRecord {
  const values = Object.fromEntries(fields.map(({ path }) => [path, text(valueAt(record, path))]))
  const named = titlePaths.map((path) => values[path] ?? '').filter((name) => name !== '')
  const details = Object.entries(values).filter(([path]) => !titlePaths.includes(path))
  return {
    id,
    title: named.join(' ') || id,
    subtitle: [...details.map(([, value]) => value), record.status === 'ARCHIVED' ? 'archived' : '']
      .filter((value) => value !== '')
      .slice(0, 3)
      .join(' · '),
    fields: values,
    version: `${updatedAt} ${Object.values(values).join('|')}`,
  }
}

/** What was typed, in the types of the API: numbers where the form says so, emptied fields as null. */
export function typed(
  fields: readonly FormField[],
  values: Record<string, string>,
  empty: null | '',
): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const { path, number } of fields) {
    const value = values[path]
    if (value !== undefined) result[path] = value === '' ? empty : number ? Number(value) : value
  }
  return result
}
