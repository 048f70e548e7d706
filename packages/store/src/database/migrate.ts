import { sql } from 'kysely'
import { DatabaseTooNewError } from '../errors.js'
import type { Database, Dialect } from './database.js'

/** What a migration may use. */
export interface MigrationTools {
  readonly dialect: Dialect
  /**
   * Runs statements of portable SQL, one after the other. The column types are `text` (compared byte by byte on both
   * databases) and `bigint` (64 bits); booleans are `bigint` 0 and 1, JSON is `text`.
   */
  run(...statements: string[]): Promise<void>
}

/** One step forward; there is no way back. */
export type Migration = (tools: MigrationTools) => Promise<void>

/** Migrations by name; they run in the order of their names, so begin these with a number, `0001-first`. */
export type Migrations = Readonly<Record<string, Migration>>

/** Any number that only Duet uses: PostgreSQL's advisory locks are shared by all programs on one database. */
const MIGRATION_LOCK = 0x64756574

/** Runs what is missing of `migrations`, in one transaction that other starting processes wait for. */
export async function migrate<Tables>(
  database: Database<Tables>,
  migrations: Migrations,
  name: string,
): Promise<void> {
  const wanted = Object.keys(migrations).sort()
  const before = await applied(database, name)
  refuseUnknown(before, wanted, name)
  if (before.length === wanted.length) return
  await database.transaction(async (tx) => {
    await lock(tx)
    const done = new Set(await applied(tx, name))
    refuseUnknown([...done], wanted, name)
    for (const migration of wanted.filter((migration) => !done.has(migration))) {
      await migrations[migration]?.(toolsOf(tx))
      await sql`insert into duet_migrations (name, migration, applied_at) values (${name}, ${migration}, ${Date.now()})`.execute(
        tx.db,
      )
    }
  })
}

/** SQLite is locked by `BEGIN IMMEDIATE`; on PostgreSQL the lock also covers the creation of the first table. */
async function lock<Tables>(tx: Database<Tables>): Promise<void> {
  if (tx.dialect === 'postgres') {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx.db)
    await sql`set local statement_timeout = 0`.execute(tx.db)
  }
  const create = portable(
    'create table if not exists duet_migrations (name text not null, migration text not null, applied_at bigint not null, primary key (name, migration))',
    tx.dialect,
  )
  await sql.raw(create).execute(tx.db)
}

async function applied<Tables>(database: Database<Tables>, name: string): Promise<string[]> {
  const exists =
    database.dialect === 'sqlite'
      ? sql`select 1 from sqlite_master where name = 'duet_migrations'`
      : sql`select 1 from pg_tables where schemaname = current_schema() and tablename = 'duet_migrations'`
  if ((await exists.execute(database.db)).rows.length === 0) return []
  const { rows } = await sql<{
    migration: string
  }>`select migration from duet_migrations where name = ${name}`.execute(database.db)
  return rows.map(({ migration }) => migration)
}

function refuseUnknown(done: string[], wanted: string[], name: string): void {
  const unknown = done.filter((migration) => !wanted.includes(migration)).sort()
  if (unknown.length === 0) return
  throw new DatabaseTooNewError(
    `Failed to open the database: its ${name} schema is newer than this program (unknown migration ${unknown.join(', ')}). ` +
      'Update Duet, or open a database or backup that this version wrote.',
  )
}

const toolsOf = <Tables>({ dialect, db }: Database<Tables>): MigrationTools => ({
  dialect,
  async run(...statements) {
    for (const statement of statements) await sql.raw(portable(statement, dialect)).execute(db)
  },
})

/** The statement as the dialect spells it. */
function portable(statement: string, dialect: Dialect): string {
  if (dialect === 'postgres') return statement.replaceAll(/\btext\b/g, 'text collate "C"')
  const types = statement.replaceAll(/\bbigint\b/g, 'integer')
  return /^\s*create table/i.test(types) ? `${types} strict` : types
}
