import type { Kysely } from 'kysely'
import type { Migrations } from './migrate.js'

/** The two databases everything runs on. */
export type Dialect = 'sqlite' | 'postgres'

/** The schema a PostgreSQL store lives in unless said otherwise. */
export const DEFAULT_SCHEMA = 'duet'

/** Where the data lives: one SQLite file (`:memory:` for none), or a schema of a PostgreSQL server (`duet` unless said). */
export type DatabaseOptions =
  | { readonly file: string }
  | { readonly url: string; readonly schema?: string | undefined }

/**
 * An open database. Tables and columns are `snake_case` in the database and `camelCase` in queries.
 *
 * SQLite has one connection: calls outside a running transaction wait for its end. On both databases, calling the
 * outer database inside one of its transactions raises `OutsideTransactionError` instead of waiting for ever.
 */
export interface Database<Tables> extends AsyncDisposable {
  readonly dialect: Dialect
  readonly options: DatabaseOptions
  /** The query builder; read it anew for each query, it knows whether a transaction is running. */
  readonly db: Kysely<Tables>
  /** Runs `work` in one transaction (`BEGIN IMMEDIATE` on SQLite). Called on `tx`, it joins the transaction running. */
  transaction<Result>(work: (tx: Database<Tables>) => Promise<Result>): Promise<Result>
  /** All of `work` or nothing, without ending a transaction around it: a transaction, or a savepoint inside one. */
  atomically<Result>(work: (tx: Database<Tables>) => Promise<Result>): Promise<Result>
  /**
   * Runs the migrations of `name` that have not run yet, under a lock, in order of their keys.
   *
   * @throws DatabaseTooNewError when the database has a migration this program does not know.
   */
  migrate(migrations: Migrations, name: string): Promise<void>
  /** Answers when the database does. */
  ping(): Promise<void>
}
