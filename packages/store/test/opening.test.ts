import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  DatabaseCorruptError,
  DatabaseTooNewError,
  DatabaseUnreachableError,
  openDatabase,
  openStore,
  type Store,
} from '../src/index.js'
import { storeMigrations } from '../src/migrations/migrations.js'
import { linkIn, postgresMissing, temporaryFile, temporarySchema } from '../src/testing/index.js'

/** Each migration of the store once, as the database keeps it. */
const storeOwn = Object.keys(storeMigrations).map((migration) => ({ name: 'store', migration }))

describe('a SQLite store', () => {
  test('is on disk before a commit is acknowledged, in a write-ahead log', async () => {
    await using place = await temporaryFile()
    await using store = await openStore(place)
    const pragma = async (name: string) =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(store.database.db)).rows[0] ?? {})[0]
    expect(await pragma('journal_mode')).toBe('wal')
    const FULL = 2
    expect(await pragma('synchronous')).toBe(FULL)
    expect(await pragma('foreign_keys')).toBe(1)
  })

  test('may be kept in memory', async () => {
    await using store = await openStore({ file: ':memory:' })
    expect(await linkIn(store)).toMatchObject({ status: 'linked' })
  })

  test('that is no database is refused in words, and not touched', async () => {
    await using place = await temporaryFile()
    const text = 'Dear diary, this is not a database. '.repeat(200)
    await writeFile(place.file, text)
    await expect(openStore(place)).rejects.toThrow(DatabaseCorruptError)
    await expect(openStore(place)).rejects.toThrow(/it is not a SQLite database\. Name another file/)
    expect(await readFile(place.file, 'utf8')).toBe(text)
  })

  test('that is damaged is refused in words, and not touched', async () => {
    await using place = await temporaryFile()
    await (await openStore(place))[Symbol.asyncDispose]()
    const bytes = await readFile(place.file)
    bytes.fill(0xab, 4096 * 2)
    await writeFile(place.file, bytes)
    await expect(openStore(place)).rejects.toThrow(/the file is damaged\. Put a backup in its place/)
    expect(await readFile(place.file)).toEqual(bytes)
  })

  test('in a folder that cannot be made is refused in words', async () => {
    await expect(openStore({ file: '/dev/null/duet.db' })).rejects.toThrow(DatabaseUnreachableError)
  })

  test('waits while another connection writes, without stopping the process', async () => {
    await using place = await temporaryFile()
    await using store = await openStore(place)
    const other = new DatabaseSync(place.file)
    other.exec('begin immediate')
    let ticks = 0
    const ticking = setInterval(() => {
      ticks += 1
      if (ticks === 10) other.exec('commit')
    }, 5)
    await store.settings.set('waited', true)
    clearInterval(ticking)
    other.close()
    expect(ticks).toBeGreaterThanOrEqual(10)
  })
})

describe.skipIf(postgresMissing())('a PostgreSQL store', () => {
  test('lives in its schema only, and a name that could be anything else is refused', async () => {
    await using place = await temporarySchema()
    await using store = await openStore(place)
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(
      store.database.db,
    )
    expect(rows).toEqual([{ schema: place.schema }])
    await expect(openStore({ url: place.url, schema: 'a; drop table links' })).rejects.toThrow(
      'the name must be lower-case letters',
    )
  })

  test('breaks off statements that take too long', async () => {
    await using place = await temporarySchema()
    await using store = await openStore(place)
    const { rows } = await sql`show statement_timeout`.execute(store.database.db)
    expect(rows).toEqual([{ statementTimeout: '1min' }])
  })

  test('outlives the loss of its connections', async () => {
    await using place = await temporarySchema()
    await using store = await openStore(place)
    await using other = await openStore(place)
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(store.database.db)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other.database.db)
    await expect.poll(() => store.ping().then(() => true)).toBe(true)
  })
})

test('a PostgreSQL that is away is named in words, without the password', async () => {
  const url = 'postgresql://duet:hunter2@127.0.0.1:1/duet'
  const error = await openStore({ url }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DatabaseUnreachableError)
  expect(String(error)).toMatch(
    /PostgreSQL does not let us in \(.*ECONNREFUSED.*\)\. Check that the server runs/,
  )
  expect(String(error)).not.toContain('hunter2')
})

const places = [
  { name: 'SQLite', create: temporaryFile, skip: undefined },
  { name: 'PostgreSQL', create: temporarySchema, skip: postgresMissing() },
]

for (const { name, create, skip } of places) {
  describe.skipIf(skip).concurrent(`${name} migrations`, { timeout: 60_000 }, () => {
    test('run once, however many processes start at once', async () => {
      await using place = await create()
      const options = JSON.stringify(optionsOf(place))
      await Promise.all([1, 2, 3].map(() => runSecond(options, 'nobody', 'x', 0)))
      const stores = await Promise.all([openStore(place), openStore(place), openStore(place)])
      expect(await appliedIn(stores[0])).toEqual(storeOwn)
      for (const store of stores) await store[Symbol.asyncDispose]()
    })

    test('of a newer program are refused in words', async () => {
      await using place = await create()
      await using store = await openStore(place)
      await sql`insert into duet_migrations values ('store', '9999-later', 1)`.execute(store.database.db)
      await expect(openStore(place)).rejects.toThrow(DatabaseTooNewError)
      await expect(openStore(place)).rejects.toThrow(
        /newer than this program \(unknown migration 9999-later\)/,
      )
    })

    test('of other rooms live beside those of the store; one that fails leaves nothing behind', async () => {
      await using place = await create()
      await using store = await openStore(place)
      await using database = await openDatabase<{ notes: { id: string; createdAt: number } }>(
        optionsOf(place),
      )
      const notes = {
        '0001-notes': ({ run }: { run(...statements: string[]): Promise<void> }) =>
          run('create table notes (id text primary key, created_at bigint not null)'),
      }
      await database.migrate(notes, 'hub')
      await database.migrate(notes, 'hub')
      await database.db.insertInto('notes').values({ id: 'n', createdAt: 4_294_967_297 }).execute()
      expect(await database.db.selectFrom('notes').selectAll().execute()).toEqual([
        { id: 'n', createdAt: 4_294_967_297 },
      ])
      const broken = { ...notes, '0002-broken': async () => Promise.reject(new Error('broken')) }
      const half = {
        ...broken,
        '0002-a': ({ run }: { run(sql: string): Promise<void> }) => run('drop table notes'),
      }
      await expect(database.migrate(half, 'hub')).rejects.toThrow('broken')
      expect(await database.db.selectFrom('notes').selectAll().execute()).toHaveLength(1)
      expect(await appliedIn(store)).toHaveLength(storeOwn.length + 1)
    })

    test('and two processes on one database lose nothing of each other', async () => {
      await using place = await create()
      await using store = await openStore(place)
      const { id } = await linkIn(store)
      const options = JSON.stringify(optionsOf(place))
      await Promise.all([runSecond(options, id, 'one', 50), runSecond(options, id, 'two', 50)])
      expect((await store.cursors.read(id))[0]?.since).toBe(100)
    })
  })
}

type Place = { file: string } | { url: string; schema: string }

const optionsOf = (place: Place): Place =>
  'file' in place ? { file: place.file } : { url: place.url, schema: place.schema }

const runSecond = (options: string, linkId: string, name: string, count: number) => {
  const script = fileURLToPath(new URL('./two-processes.mjs', import.meta.url))
  return promisify(execFile)(process.execPath, [script, options, linkId, name, String(count)])
}

async function appliedIn(store: Store | undefined): Promise<unknown[]> {
  if (store === undefined) return []
  return (await sql`select name, migration from duet_migrations order by name`.execute(store.database.db))
    .rows
}
