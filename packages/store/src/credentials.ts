import { type ColumnsOf, integer, optionalInteger, optionalText, rowCodec, text } from './columns.js'
import type { StoreDatabase } from './tables.js'

/** The secrets of a link, sealed before they come here, and the lease of whoever is renewing them. */
export interface Credential {
  linkId: string
  /** Grows with each write and never returns to an older value. */
  version: number
  /** Encrypted text; the store never sees what is inside. */
  sealed: string
  updatedAt: number
  leaseOwner: string | null
  leaseUntil: number | null
}

export interface Credentials {
  read(linkId: string): Promise<Credential | undefined>
  /**
   * Compare-and-set: writes and returns the new version if the stored one is `expectedVersion` (null: none is
   * stored); undefined when somebody else wrote meanwhile.
   */
  write(
    linkId: string,
    change: { sealed: string; expectedVersion: number | null },
  ): Promise<number | undefined>
  /** Takes (or prolongs) the right to renew until `now + ms`; false while another owner has it, or none is stored. */
  lease(linkId: string, owner: string, now: number, ms: number): Promise<boolean>
  /** Gives the lease back, if it is this owner's. */
  release(linkId: string, owner: string): Promise<void>
  remove(linkId: string): Promise<void>
  /** All of them, for a change of the encryption key. */
  all(): Promise<Credential[]>
}

export const credentialColumns = {
  linkId: text(),
  version: integer,
  sealed: text(),
  updatedAt: integer,
  leaseOwner: optionalText(),
  leaseUntil: optionalInteger,
} satisfies ColumnsOf<Credential>

const row = rowCodec(credentialColumns)

/** Removed credentials leave their version behind: a renewal still under way must not overwrite those of a new link. */
const REMOVED = ''

export function credentials(database: StoreDatabase): Credentials {
  const present = () => database.db.selectFrom('credentials').selectAll().where('sealed', '<>', REMOVED)

  return {
    async read(linkId) {
      const found = await present().where('linkId', '=', linkId).executeTakeFirst()
      return found && row.read(found)
    },

    async write(linkId, { sealed, expectedVersion }) {
      const updatedAt = Date.now()
      if (expectedVersion === null) {
        const inserted = await database.db
          .insertInto('credentials')
          .values({ linkId, version: 1, sealed, updatedAt, leaseOwner: null, leaseUntil: null })
          .onConflict((conflict) =>
            conflict
              .column('linkId')
              .doUpdateSet((set) => ({ version: set('credentials.version', '+', 1), sealed, updatedAt }))
              .where('credentials.sealed', '=', REMOVED),
          )
          .returning('version')
          .executeTakeFirst()
        return inserted?.version
      }
      const updated = await database.db
        .updateTable('credentials')
        .set({ version: expectedVersion + 1, sealed, updatedAt })
        .where('linkId', '=', linkId)
        .where('version', '=', expectedVersion)
        .where('sealed', '<>', REMOVED)
        .returning('version')
        .executeTakeFirst()
      return updated?.version
    },

    async lease(linkId, owner, now, ms) {
      const { numUpdatedRows } = await database.db
        .updateTable('credentials')
        .set({ leaseOwner: owner, leaseUntil: now + ms })
        .where('linkId', '=', linkId)
        .where('sealed', '<>', REMOVED)
        .where((or) =>
          or.or([or('leaseOwner', 'is', null), or('leaseOwner', '=', owner), or('leaseUntil', '<=', now)]),
        )
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    async release(linkId, owner) {
      await database.db
        .updateTable('credentials')
        .set({ leaseOwner: null, leaseUntil: null })
        .where('linkId', '=', linkId)
        .where('leaseOwner', '=', owner)
        .execute()
    },

    async remove(linkId) {
      await database.db
        .updateTable('credentials')
        .set((set) => ({
          sealed: REMOVED,
          version: set('version', '+', 1),
          leaseOwner: null,
          leaseUntil: null,
        }))
        .where('linkId', '=', linkId)
        .execute()
    },

    async all() {
      return (await present().orderBy('linkId').execute()).map(row.read)
    },
  }
}
