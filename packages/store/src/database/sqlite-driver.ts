import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import { StoreError } from '../errors.js'
import { fromSqliteError, isBusy } from './sqlite-errors.js'

type Bindable = string | number | bigint | null | Uint8Array

/** How long a write waits for another process before it fails. */
const BUSY_TIMEOUT_MS = 30_000
/** `node:sqlite` never lets go of the event loop by itself; after this much work other things get their turn. */
const BREATH_MS = 10
const CACHED_STATEMENTS = 200
const CACHED_LENGTH = 8_000

/**
 * Kysely's driver over `node:sqlite`. Unlike Kysely's own it begins transactions `immediate` (a deferred one that
 * reads, then writes, fails when another process writes in between) and waits for other processes without
 * blocking this one.
 */
export class NodeSqliteDriver implements Driver {
  readonly #database: DatabaseSync
  readonly #connection: NodeSqliteConnection

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#connection = new NodeSqliteConnection(database)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // Some failures (a full disk) end the transaction by themselves; a rollback would hide their message.
    if (this.#database.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#database.close()
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  #lastBreath = performance.now()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    await this.#breathe()
    const bound = parameters.map(bindable)
    const deadline = performance.now() + BUSY_TIMEOUT_MS
    for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
      try {
        return this.#run<Row>(sql, bound)
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw fromSqliteError(error)
      }
      await setTimeout(pause * (0.5 + Math.random()))
    }
  }

  // biome-ignore lint/correctness/useYield: the interface wants a generator, and nothing here streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new StoreError(
      'Failed to stream a query: SQLite reads are not streamed here. Read by keyset pages instead.',
    )
  }

  #run<Row>(sql: string, parameters: Bindable[]): QueryResult<Row> {
    const statement = this.#prepare(sql)
    if (statement.columns().length > 0) {
      // SQLite does not know the type the query builder promises for its rows.
      return { rows: statement.all(...parameters) as Row[] }
    }
    const { changes } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }

  #prepare(sql: string): StatementSync {
    const cached = this.#statements.get(sql)
    if (cached !== undefined) return cached
    const statement = this.#database.prepare(sql)
    if (sql.length <= CACHED_LENGTH) {
      if (this.#statements.size >= CACHED_STATEMENTS) this.#statements.clear()
      this.#statements.set(sql, statement)
    }
    return statement
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#lastBreath < BREATH_MS) return
    await setImmediate()
    this.#lastBreath = performance.now()
  }
}

/** `node:sqlite` takes an object in the first place for named parameters and silently shifts the rest: refuse it here. */
function bindable(value: unknown): Bindable {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value
  if (value instanceof Uint8Array) return value
  const kind = value instanceof Date ? 'a Date' : typeof value
  throw new StoreError(
    `Failed to run a query: ${kind} cannot be stored. Pass epoch milliseconds, 0 or 1, or JSON text instead.`,
  )
}
