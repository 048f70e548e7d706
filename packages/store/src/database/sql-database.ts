import { AsyncLocalStorage } from 'node:async_hooks'
import { type Kysely, sql, type Transaction } from 'kysely'
import { OutsideTransactionError } from '../errors.js'
import type { Database, DatabaseOptions, Dialect } from './database.js'
import { type Migrations, migrate } from './migrate.js'

interface RunningTransaction {
  readonly kysely: unknown
  open: boolean
}

const running = new AsyncLocalStorage<RunningTransaction>()

/** A database outside of any transaction. */
export class SqlDatabase<Tables> implements Database<Tables> {
  readonly dialect: Dialect
  readonly #options: DatabaseOptions
  readonly #kysely: Kysely<Tables>

  constructor(kysely: Kysely<Tables>, options: DatabaseOptions) {
    this.#kysely = kysely
    this.#options = options
    this.dialect = 'file' in options ? 'sqlite' : 'postgres'
  }

  // A getter over a private field: printing a database must not print the password in its URL.
  get options(): DatabaseOptions {
    return this.#options
  }

  get db(): Kysely<Tables> {
    const transaction = running.getStore()
    if (transaction?.open && transaction.kysely === this.#kysely) throw new OutsideTransactionError()
    return this.#kysely
  }

  async transaction<Result>(work: (tx: Database<Tables>) => Promise<Result>): Promise<Result> {
    const kysely = this.#kysely
    return await this.db.transaction().execute(async (tx) => {
      const scope: RunningTransaction = { kysely, open: true }
      try {
        return await running.run(scope, () => work(new TransactionDatabase(tx, this)))
      } finally {
        // Timers started by the work keep its context; after the end they may use the outer database again.
        scope.open = false
      }
    })
  }

  async atomically<Result>(work: (tx: Database<Tables>) => Promise<Result>): Promise<Result> {
    return await this.transaction(work)
  }

  async migrate(migrations: Migrations, name: string): Promise<void> {
    await migrate(this, migrations, name)
  }

  async ping(): Promise<void> {
    await sql`select 1`.execute(this.db)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#kysely.destroy()
  }
}

/** The same database inside a transaction. */
class TransactionDatabase<Tables> implements Database<Tables> {
  readonly db: Transaction<Tables>
  readonly dialect: Dialect
  readonly #outer: Database<Tables>
  /** Savepoints nest: two of them at once would release each other, so the second waits for the first. */
  #lastSavepoint: Promise<unknown> = Promise.resolve()

  constructor(tx: Transaction<Tables>, outer: Database<Tables>) {
    this.db = tx
    this.dialect = outer.dialect
    this.#outer = outer
  }

  get options(): DatabaseOptions {
    return this.#outer.options
  }

  async transaction<Result>(work: (tx: Database<Tables>) => Promise<Result>): Promise<Result> {
    return await work(this)
  }

  async atomically<Result>(work: (tx: Database<Tables>) => Promise<Result>): Promise<Result> {
    const turn = this.#lastSavepoint.then(() => this.#inSavepoint(work))
    this.#lastSavepoint = turn.catch(() => {})
    return await turn
  }

  async #inSavepoint<Result>(work: (tx: Database<Tables>) => Promise<Result>): Promise<Result> {
    await sql`savepoint duet`.execute(this.db)
    try {
      // A database of its own for the work: a savepoint inside this one must not queue behind it.
      const result = await work(new TransactionDatabase(this.db, this.#outer))
      await sql`release savepoint duet`.execute(this.db)
      return result
    } catch (error) {
      await sql`rollback to savepoint duet`.execute(this.db)
      await sql`release savepoint duet`.execute(this.db)
      throw error
    }
  }

  async migrate(migrations: Migrations, name: string): Promise<void> {
    await migrate(this, migrations, name)
  }

  async ping(): Promise<void> {
    await sql`select 1`.execute(this.db)
  }

  /** The transaction ends with its work, not before. */
  async [Symbol.asyncDispose](): Promise<void> {}
}
