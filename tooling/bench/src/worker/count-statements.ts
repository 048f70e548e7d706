import type { Store } from '@duet/store'

export interface CountedStatement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

export interface StatementCount {
  /** So many so far. */
  total(): number
  /** The most frequent texts, shortened, with how often each came. */
  frequent(): Record<string, number>
  /** Those that read the table, each text once, with the parameters it came with first. */
  on(table: string): CountedStatement[]
}

/** Most texts kept: there are as many as places in the code, unless lists in them differ in length. */
const MOST_TEXTS = 500
const MOST_FREQUENT = 12
const READS = /^\s*(select|with)/i
const LONGEST_TEXT = 90

/** Counts the statements that reach the store from now on; begin and commit are not among them. */
export function countStatements(store: Store): StatementCount {
  const executor = store.database.db.getExecutor()
  const base: object = Object.getPrototypeOf(Object.getPrototypeOf(executor))
  const original: unknown = Reflect.get(base, 'executeQuery')
  if (typeof original !== 'function')
    throw new Error('Failed to count statements: Kysely runs queries by another method now.')
  let count = 0
  const texts = new Map<string, readonly unknown[]>()
  const counts = new Map<string, number>()
  Reflect.set(base, 'executeQuery', function counted(this: unknown, ...query: unknown[]) {
    count += 1
    const { sql, parameters }: CountedStatement = Object(query[0])
    const short = shortened(sql)
    counts.set(short, (counts.get(short) ?? 0) + 1)
    if (texts.size < MOST_TEXTS && READS.test(sql) && !texts.has(sql)) texts.set(sql, parameters)
    return Reflect.apply(original, this, query)
  })
  return {
    total: () => count,
    frequent: () =>
      Object.fromEntries([...counts].sort(([, one], [, other]) => other - one).slice(0, MOST_FREQUENT)),
    on: (table) =>
      [...texts].flatMap(([sql, parameters]) => (sql.includes(table) ? [{ sql, parameters }] : [])),
  }
}

/** The beginning of a statement without its lists, so that the same one with more parameters is not another. */
function shortened(sql: string): string {
  const text = sql
    .replaceAll('"', '')
    .replaceAll(/\([$?\d, ]+\)(, \([$?\d, ]+\))*/g, '(…)')
    .replaceAll(/\$\d+/g, '?')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
}
