import type { Fields } from './simulated-record.js'

export interface ValueAt {
  /** With the indexes of lists: `lines[0].article_id`. */
  field: string
  value: unknown
}

/**
 * The values of a record at a path; `[]` stands for every element of a list.
 *
 * @example valuesAt(order, 'lines[].article_id') // [{ field: 'lines[0].article_id', value: 'art_1' }]
 */
export function valuesAt(record: Fields, path: string): readonly ValueAt[] {
  return path
    .split('.')
    .reduce<readonly ValueAt[]>(
      (found, step) => found.flatMap((parent) => steps(parent, step)),
      [{ field: '', value: record }],
    )
}

function steps({ field, value }: ValueAt, step: string): readonly ValueAt[] {
  const name = step.replace(/\[\]$/, '')
  const inner = isFields(value) ? value[name] : undefined
  const path = field === '' ? name : `${field}.${name}`
  if (name === step) return [{ field: path, value: inner }]
  return Array.isArray(inner)
    ? inner.map((element, index) => ({ field: `${path}[${index}]`, value: element }))
    : []
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
