import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropSchema } from '../database/drop-schema.js'
import { openStore } from '../open-store.js'
import type { Store } from '../store.js'

/** Why a test that needs PostgreSQL is skipped; undefined when there is a server to run it on. */
export const postgresMissing = (): string | undefined =>
  process.env.TEST_DATABASE_URL ? undefined : 'TEST_DATABASE_URL names no PostgreSQL server'

/** A place for a SQLite file of one's own; disposing it deletes the folder. */
export interface TemporaryFile extends AsyncDisposable {
  readonly file: string
}

export async function temporaryFile(): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'duet-store-'))
  return {
    file: join(folder, 'duet.db'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A schema of one's own on the test server; disposing it drops the schema. */
export interface TemporarySchema extends AsyncDisposable {
  readonly url: string
  readonly schema: string
}

/** @throws Error when TEST_DATABASE_URL is not set; ask `postgresMissing()` first. */
export async function temporarySchema(): Promise<TemporarySchema> {
  const url = process.env.TEST_DATABASE_URL
  if (!url)
    throw new Error('Failed to make a schema: TEST_DATABASE_URL is not set. Name a PostgreSQL server in it.')
  const schema = `test_${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}`
  return { url, schema, [Symbol.asyncDispose]: () => dropSchema(url, schema) }
}

/**
 * An empty store on a SQLite file of its own, gone when it is disposed.
 *
 * @example
 * await using store = await temporaryStore()
 */
export async function temporaryStore(): Promise<Store> {
  const place = await temporaryFile()
  return closingBoth(await openStore(place), place)
}

/** An empty store in a PostgreSQL schema of its own, dropped when it is disposed; needs TEST_DATABASE_URL. */
export async function temporaryPostgres(): Promise<Store> {
  const place = await temporarySchema()
  return closingBoth(await openStore(place), place)
}

const closingBoth = (store: Store, place: AsyncDisposable): Store => ({
  ...store,
  async [Symbol.asyncDispose]() {
    await store[Symbol.asyncDispose]()
    await place[Symbol.asyncDispose]()
  },
})
