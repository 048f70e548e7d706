import type { Comparison, Condition } from './condition.js'

/** A condition the database answers from an index. */
export type Indexed =
  | {
      readonly column: 'createdAt' | 'updatedAt'
      readonly operator: '=' | '>' | '>=' | '<' | '<='
      readonly value: number
    }
  | { readonly column: 'id' | 'code'; readonly operator: 'in'; readonly value: readonly string[] }

/** A condition in two parts that must both hold. */
export interface SplitCondition {
  readonly indexed: readonly Indexed[]
  /** What only the record itself can tell. */
  readonly rest: Condition | undefined
}

/** Takes out of a condition what the database can answer. */
export function splitCondition(condition: Condition | undefined): SplitCondition {
  if (condition === undefined) return { indexed: [], rest: undefined }
  const parts = condition.kind === 'and' ? condition.parts : [condition]
  const split = parts.map((part) => ({ part, indexed: indexedOf(part) }))
  const rest = split.flatMap(({ part, indexed }) => (indexed === undefined ? [part] : []))
  return {
    indexed: split.flatMap(({ indexed }) => indexed ?? []),
    rest: rest.length === 0 ? undefined : { kind: 'and', parts: rest },
  }
}

const operators: Partial<Record<Comparison, '=' | '>' | '>=' | '<' | '<='>> = {
  eq: '=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
}
const times = new Map<string, 'createdAt' | 'updatedAt'>([
  ['created_at', 'createdAt'],
  ['updated_at', 'updatedAt'],
])
const texts = new Map<string, 'id' | 'code'>([
  ['_id', 'id'],
  ['id', 'id'],
  ['code', 'code'],
])

function indexedOf(condition: Condition): Indexed | undefined {
  if (condition.kind === 'in') return oneOf(condition.path, condition.values)
  if (condition.kind !== 'compare') return undefined
  const { path, by, value } = condition
  if (by === 'eq' && texts.has(path)) return oneOf(path, [value])
  const column = times.get(path)
  const operator = operators[by]
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (column === undefined || operator === undefined || Number.isNaN(time)) return undefined
  return { column, operator, value: time }
}

function oneOf(path: string, values: readonly unknown[]): Indexed | undefined {
  const column = texts.get(path)
  if (column === undefined || values.some((value) => value === null)) return undefined
  return { column, operator: 'in', value: values.map(String) }
}
