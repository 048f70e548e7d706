/** A condition of a list, and-ed together; each call returns a longer one. */
export interface Filter {
  /** Changed after this second. */
  updatedSince(moment: Date): Filter
  /** A text is quoted, a moment is one in seconds; numbers, booleans and null are not quoted. */
  eq(field: string, value: FilterValue): Filter
  /** Unlike it; `ne(field, null)` is "filled in". */
  ne(field: string, value: FilterValue): Filter
  gt(field: string, value: number | Date): Filter
  gte(field: string, value: number | Date): Filter
  lt(field: string, value: number | Date): Filter
  lte(field: string, value: number | Date): Filter
  oneOf(field: string, values: readonly string[]): Filter
  /** Contains this text, whatever it holds. */
  contains(field: string, part: string): Filter
  /** A `$filter` of one's own; `undefined` adds nothing. */
  and(query: string | undefined): Filter
  /** What goes into `$filter`; undefined without any condition. */
  readonly query: string | undefined
}

export type FilterValue = string | number | boolean | Date | null

/**
 * Builds a `$filter` of Connec!.
 *
 * @example filter().updatedSince(since).eq('code', "O'Hara").query // updated_at gt '2026-11-24T08:00:00Z' and code eq 'O''Hara'
 */
export function filter(conditions: readonly string[] = []): Filter {
  const add = (condition: string) => filter([...conditions, condition])
  const compare = (operator: string) => (field: string, value: FilterValue) =>
    add(`${field} ${operator} ${spelled(value)}`)
  return {
    updatedSince: (moment) => compare('gt')('updated_at', moment),
    eq: compare('eq'),
    ne: compare('ne'),
    gt: compare('gt'),
    gte: compare('gte'),
    lt: compare('lt'),
    lte: compare('lte'),
    oneOf: (field, values) => add(`${field} in [${values.map(quoted).join(',')}]`),
    contains: (field, part) => add(`${field} match /${escapedPattern(part)}/`),
    and: (query) => (query === undefined || query.trim() === '' ? filter(conditions) : add(query)),
    query: conditions.length === 0 ? undefined : joined(conditions),
  }
}

const joined = (conditions: readonly string[]): string =>
  conditions.length === 1 ? String(conditions[0]) : conditions.map(grouped).join(' and ')

/** `and` binds tighter than `or`; parentheses only where they are needed. */
const grouped = (condition: string): string =>
  /\bor\b/i.test(condition.replace(/'(?:[^']|'')*'|\/(?:[^/\\]|\\.)*\//g, '')) ? `(${condition})` : condition

function spelled(value: FilterValue): string {
  if (value instanceof Date) return quoted(secondsOf(value))
  return typeof value === 'string' ? quoted(value) : String(value)
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A text as a regular expression that means just it. */
const escapedPattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** The hub keeps whole seconds. */
const secondsOf = (moment: Date): string => moment.toISOString().replace(/\.\d{3}Z$/, 'Z')
