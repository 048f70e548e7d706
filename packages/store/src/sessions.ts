import { type ColumnsOf, integer, optionalInteger, optionalText, text } from './columns.js'
import type { StoreDatabase } from './tables.js'

/** A browser session; only the hash of its token is kept. */
export interface Session {
  tokenHash: string
  createdAt: number
  expiresAt: number
  /** The only company it may see; null for who runs the host. */
  organizationId: string | null
}

/** A sign-in link, good once. */
export interface SignIn extends Session {
  usedAt: number | null
}

export interface Sessions {
  createSignIn(signIn: Session): Promise<void>
  /** Uses the link up and tells whom it is for; undefined when it is unknown, used or expired. */
  redeemSignIn(tokenHash: string, now: number): Promise<Pick<SignIn, 'organizationId'> | undefined>
  create(session: Session): Promise<void>
  /** Undefined when unknown or expired. */
  find(tokenHash: string, now: number): Promise<Session | undefined>
  remove(tokenHash: string): Promise<void>
  /** How many sessions there are: none yet means nobody has signed in. */
  count(): Promise<number>
}

export const sessionColumns = {
  tokenHash: text(),
  createdAt: integer,
  expiresAt: integer,
  organizationId: optionalText(),
} satisfies ColumnsOf<Session>

export const signInColumns = { ...sessionColumns, usedAt: optionalInteger } satisfies ColumnsOf<SignIn>

export function sessions(database: StoreDatabase): Sessions {
  return {
    async createSignIn(signIn) {
      await database.db.deleteFrom('signIns').where('expiresAt', '<=', signIn.createdAt).execute()
      await database.db
        .insertInto('signIns')
        .values({ ...signIn, usedAt: null })
        .execute()
    },

    async redeemSignIn(tokenHash, now) {
      return await database.db
        .updateTable('signIns')
        .set({ usedAt: now })
        .where('tokenHash', '=', tokenHash)
        .where('usedAt', 'is', null)
        .where('expiresAt', '>', now)
        .returning('organizationId')
        .executeTakeFirst()
    },

    async create(session) {
      await database.db.deleteFrom('sessions').where('expiresAt', '<=', session.createdAt).execute()
      await database.db.insertInto('sessions').values(session).execute()
    },

    async find(tokenHash, now) {
      return await database.db
        .selectFrom('sessions')
        .selectAll()
        .where('tokenHash', '=', tokenHash)
        .where('expiresAt', '>', now)
        .executeTakeFirst()
    },

    async remove(tokenHash) {
      await database.db.deleteFrom('sessions').where('tokenHash', '=', tokenHash).execute()
    },

    async count() {
      const { count } = await database.db
        .selectFrom('sessions')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return count
    },
  }
}
