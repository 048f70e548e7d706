import type { Store } from '@duet/store'

/** A statement as the database gets it. */
export type Statement = Extract<Parameters<Store['database']['db']['executeQuery']>[0], { sql: string }>

/** Statements that reached the store's tables since the last look. */
export interface StatementLog extends Disposable {
  take(): readonly Statement[]
}

/** Notes the statements of a store, on either database, until it is disposed; those of the hub are not among them. */
export function logStatements(store: Store): StatementLog {
  const executor = store.database.db.getExecutor()
  const base: object = Object.getPrototypeOf(Object.getPrototypeOf(executor))
  const original: unknown = Reflect.get(base, 'executeQuery')
  if (typeof original !== 'function') throw new Error('Kysely runs queries by another method now')
  let statements: Statement[] = []
  Reflect.set(base, 'executeQuery', function logged(this: unknown, query: Statement, ...rest: unknown[]) {
    const isOfHub = /"hub_/.test(query.sql)
    const isBracket = /savepoint/.test(query.sql)
    if (!isOfHub && !isBracket) statements.push(query)
    return Reflect.apply(original, this, [query, ...rest])
  })
  return {
    take() {
      const taken = statements
      statements = []
      return taken
    },
    [Symbol.dispose]: () => Reflect.set(base, 'executeQuery', original),
  }
}

/** How the database would carry a statement out, line by line. On PostgreSQL as if there were very many rows. */
export async function explained({ dialect, database }: Store, statement: Statement): Promise<string[]> {
  const how = dialect === 'sqlite' ? 'explain query plan' : 'explain'
  return await database.transaction(async ({ db }) => {
    if (dialect === 'postgres')
      await db.executeQuery({ ...statement, sql: 'set local enable_seqscan = off', parameters: [] })
    const { rows } = await db.executeQuery({ ...statement, sql: `${how} ${statement.sql}` })
    return rows.map((row) => Object.values(Object(row)).join(' '))
  })
}
