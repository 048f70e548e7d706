import { type ColumnsOf, integer, optionalText, rowCodec, text } from './columns.js'
import type { StoreDatabase } from './tables.js'

/** What must be remembered between the redirect to an application's sign-in page and its answer. */
export interface Authorization {
  /** The unguessable value that travels; the key. */
  state: string
  organizationId: string
  connector: string
  /** PKCE code verifier, where the server has it. */
  verifier: string | null
  returnTo: string
  /** Hash of the browser session that began: another one may not end. */
  sessionHash: string
  createdAt: number
  expiresAt: number
}

export interface Authorizations {
  create(authorization: Authorization): Promise<void>
  /** Single use: deletes and returns it; undefined when unknown, used or expired. */
  take(state: string, now: number): Promise<Authorization | undefined>
}

export const authorizationColumns = {
  state: text(),
  organizationId: text(),
  connector: text(),
  verifier: optionalText(),
  returnTo: text(),
  sessionHash: text(),
  createdAt: integer,
  expiresAt: integer,
} satisfies ColumnsOf<Authorization>

const row = rowCodec(authorizationColumns)

export function authorizations(database: StoreDatabase): Authorizations {
  return {
    async create(authorization) {
      await database.db.insertInto('authorizations').values(row.write(authorization)).execute()
      await database.db
        .deleteFrom('authorizations')
        .where('expiresAt', '<=', authorization.createdAt)
        .execute()
    },

    async take(state, now) {
      const taken = await database.db
        .deleteFrom('authorizations')
        .where('state', '=', state)
        .returningAll()
        .executeTakeFirst()
      return taken === undefined || taken.expiresAt <= now ? undefined : row.read(taken)
    },
  }
}
