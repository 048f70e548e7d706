import type { Field, FieldType } from '../plan/field.js'
import { pluralOf, snakeCase } from '../plan/words.js'

/** Where a list has its records, and what they have in them. */
export interface ListAnswer {
  /** The field of the answer; null for the answer itself. */
  readonly items: string | null
  readonly fields: readonly Field[]
}

const usualNames = ['data', 'items', 'results', 'records', 'entries', 'content', 'rows', 'value', 'values']

/** The records in the answer to a list; undefined where there is no list of records in it. */
export function listAnswer(answer: FieldType, collection = ''): ListAnswer | undefined {
  if (answer.kind === 'list') return recordsIn(answer, null)
  if (answer.kind !== 'object') return undefined
  const lists = answer.fields.flatMap(({ name, type }) => recordsIn(type, name) ?? [])
  const named = (name: string) => lists.find(({ items }) => snakeCase(items ?? '') === name)
  const found = [snakeCase(collection), pluralOf(collection), ...usualNames].map(named).find(Boolean)
  return found ?? (lists.length === 1 ? lists[0] : undefined)
}

function recordsIn(type: FieldType, items: string | null): ListAnswer | undefined {
  if (type.kind !== 'list' || type.item.kind !== 'object') return undefined
  return { items, fields: type.item.fields }
}
