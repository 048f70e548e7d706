import type { Comparison, Condition, Literal } from './condition.js'
import { type Looked, valueAt } from './value-at.js'

/** Whether a record meets a condition. An absent field is null; moments compare whatever their offset. */
export function accepts(condition: Condition, record: Looked): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => accepts(part, record))
    case 'or':
      return condition.parts.some((part) => accepts(part, record))
    case 'in': {
      const value = valueAt(record, condition.path)
      return condition.values.some((literal) => isEqual(value, literal))
    }
    case 'match': {
      const value = valueAt(record, condition.path)
      return typeof value === 'string' && condition.pattern.test(value)
    }
    case 'compare':
      return compares(valueAt(record, condition.path), condition.by, condition.value)
  }
}

function compares(value: unknown, by: Comparison, literal: Literal): boolean {
  if (by === 'eq') return isEqual(value, literal)
  if (by === 'ne') return !isEqual(value, literal)
  const order = orderOf(value, literal)
  if (order === undefined) return false
  if (by === 'gt') return order > 0
  if (by === 'gte') return order >= 0
  return by === 'lt' ? order < 0 : order <= 0
}

function isEqual(value: unknown, literal: Literal): boolean {
  if (literal === null) return value === null || value === undefined
  return value === literal || orderOf(value, literal) === 0
}

/** Negative, zero or positive; undefined for what cannot be compared. */
export function orderOf(value: unknown, other: unknown): number | undefined {
  const [a, b] = [comparable(value), comparable(other)]
  if (a === undefined || b === undefined || typeof a !== typeof b) return undefined
  if (a === b) return 0
  return a < b ? -1 : 1
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

function comparable(value: unknown): string | number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const time = moment.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? value : time
}
