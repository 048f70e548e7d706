import type { Store } from '@duet/store'

export interface CountedStatement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

export interface StatementCount {
  /** So many so far. */
  total(): number
  /** Those that name the table, each text once, with the parameters it came with first. */
  on(table: string): CountedStatement[]
}

/** Most texts kept: there are as many as places in the code, unless lists in them differ in length. */
const MOST_TEXTS = 500

/** Counts the statements that reach the store from now on; begin and commit are not among them. */
export function countStatements(store: Store): StatementCount {
  const executor = store.database.db.getExecutor()
  const base: object = Object.getPrototypeOf(Object.getPrototypeOf(executor))
  const original: unknown = Reflect.get(base, 'executeQuery')
  if (typeof original !== 'function')
    throw new Error('Failed to count statements: Kysely runs queries by another method now.')
  let count = 0
  const texts = new Map<string, readonly unknown[]>()
  Reflect.set(base, 'executeQuery', function counted(this: unknown, ...query: unknown[]) {
    count += 1
    const { sql, parameters }: CountedStatement = Object(query[0])
    if (texts.size < MOST_TEXTS && !texts.has(sql)) texts.set(sql, parameters)
    return Reflect.apply(original, this, query)
  })
  return {
    total: () => count,
    on: (table) =>
      [...texts].flatMap(([sql, parameters]) => (sql.includes(table) ? [{ sql, parameters }] : [])),
  }
}
