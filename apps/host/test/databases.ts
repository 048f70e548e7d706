import { postgresMissing, temporarySchema } from '@duet/store/testing'
import { describe } from 'vitest'
import type { WrittenSettings } from '../src/settings/settings-schema.js'

/** The part of the settings that names the database of one test, gone when it is disposed. */
export interface TestDatabase extends AsyncDisposable {
  readonly settings: Partial<WrittenSettings>
}

/** Tests on SQLite, and on PostgreSQL where TEST_DATABASE_URL names a server. */
export function onEachDatabase(tests: (open: () => Promise<TestDatabase>) => void): void {
  describe('on SQLite', () => tests(async () => ({ settings: {}, async [Symbol.asyncDispose]() {} })))
  describe.skipIf(postgresMissing())('on PostgreSQL', () =>
    tests(async () => {
      const place = await temporarySchema()
      const { url, schema } = place
      return {
        settings: { database: { url, schema }, secretKey: 'ab'.repeat(32) },
        [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
      }
    }),
  )
}
