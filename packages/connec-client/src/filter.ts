/** A condition of a list, and-ed together; each call returns a longer one. */
export interface Filter {
  /** Changed after this second. */
  updatedSince(moment: Date): Filter
  /** A text is quoted; numbers, booleans and null are not. */
  eq(field: string, value: string | number | boolean | null): Filter
  oneOf(field: string, values: readonly string[]): Filter
  /** A `$filter` of one's own; `undefined` adds nothing. */
  and(query: string | undefined): Filter
  /** What goes into `$filter`; undefined without any condition. */
  readonly query: string | undefined
}

/**
 * Builds a `$filter` of Connec!.
 *
 * @example filter().updatedSince(since).eq('code', "O'Hara").query // updated_at gt '2026-11-24T08:00:00Z' and code eq 'O''Hara'
 */
export function filter(conditions: readonly string[] = []): Filter {
  const add = (condition: string) => filter([...conditions, condition])
  return {
    updatedSince: (moment) => add(`updated_at gt ${quoted(secondsOf(moment))}`),
    eq: (field, value) => add(`${field} eq ${typeof value === 'string' ? quoted(value) : value}`),
    oneOf: (field, values) => add(`${field} in [${values.map(quoted).join(',')}]`),
    and: (query) => (query === undefined || query.trim() === '' ? filter(conditions) : add(query)),
    query: conditions.length === 0 ? undefined : joined(conditions),
  }
}

const joined = (conditions: readonly string[]): string =>
  conditions.length === 1 ? String(conditions[0]) : conditions.map(grouped).join(' and ')

/** `and` binds tighter than `or`; parentheses only where they are needed. */
const grouped = (condition: string): string =>
  /\bor\b/i.test(condition.replace(/'(?:[^']|'')*'/g, '')) ? `(${condition})` : condition

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The hub keeps whole seconds. */
const secondsOf = (moment: Date): string => moment.toISOString().replace(/\.\d{3}Z$/, 'Z')
