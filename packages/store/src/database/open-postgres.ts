import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { DatabaseUnreachableError, StoreError } from '../errors.js'
import { CamelCase } from './camel-case.js'

const INT8 = 20
const OLDEST_VERSION = 150_000
const STATEMENT_TIMEOUT_MS = 60_000
const POOL_SIZE = 10

/** Opens a pool on the server and makes the schema if need be; every connection sees this schema only. */
export async function openPostgres<Tables>(url: string, schema: string): Promise<Kysely<Tables>> {
  checkSchemaName(schema)
  await makeSchema(url, schema)
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: 10_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'duet',
    options: `-c search_path=${schema}`,
    types: { getTypeParser: parserOf },
  })
  // An idle connection that breaks (a restart of the server) would otherwise end the process; the next query opens another.
  pool.on('error', () => {})
  // The same for one in use, between two statements of a transaction: the next statement tells.
  pool.on('connect', (client) => void client.on('error', () => {}))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCase()] })
}

async function makeSchema(url: string, schema: string): Promise<void> {
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    )
    if ((rows[0]?.version ?? 0) < OLDEST_VERSION) {
      throw new DatabaseUnreachableError(
        'Failed to open the database: PostgreSQL is older than 15. Name a server of version 15 or later in DATABASE_URL.',
      )
    }
    const { rowCount } = await client.query('select 1 from pg_namespace where nspname = $1', [schema])
    // "if not exists" alone still fails when two processes start at once.
    if (rowCount === 0) {
      await client.query('begin')
      await client.query("select pg_advisory_xact_lock(hashtext('duet schema'))")
      await client.query(`create schema if not exists ${schema}`)
      await client.query('commit')
    }
  })
}

/** Runs `work` on one connection outside of any schema of ours. */
export async function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new DatabaseUnreachableError(
      `Failed to open the database: PostgreSQL does not let us in (${reasonOf(error)}). ` +
        'Check that the server runs and that DATABASE_URL names its host, port, user, password and database.',
      { cause: error },
    )
  }
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof AggregateError
    ? error.errors.map(reasonOf).join('; ')
    : error instanceof Error
      ? error.message
      : String(error)

/** Schema names are spliced into statements, so they must be plain. */
export function checkSchemaName(schema: string): void {
  if (/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) return
  throw new StoreError(
    `Failed to use the schema "${schema}": the name must be lower-case letters, digits and "_", at most 41 of them. Rename it.`,
  )
}

/** 64-bit integers become numbers: ours are times and counts, far below 2^53. */
const parserOf: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format ?? 'text')
