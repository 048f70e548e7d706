import { type ColumnsOf, integer, optionalText, prose, rowCodec, text } from './columns.js'
import type { StoreDatabase } from './tables.js'

/** An entity that a breaker stopped, until a person lets it go on; `at` is epoch milliseconds. */
export interface HeldEntity {
  linkId: string
  entity: string
  /** The run that stopped. */
  runId: string | null
  /** What would have happened and how to go on. */
  message: string
  at: number
}

export interface HeldEntities {
  list(linkId: string): Promise<HeldEntity[]>
  /** Inserts, or replaces the words about the same entity. */
  hold(held: HeldEntity): Promise<void>
  release(linkId: string, entity: string): Promise<void>
}

export const heldColumns = {
  linkId: text(),
  entity: text(),
  runId: optionalText(),
  message: prose,
  at: integer,
} satisfies ColumnsOf<HeldEntity>

const row = rowCodec(heldColumns)

export function heldEntities(database: StoreDatabase): HeldEntities {
  return {
    async list(linkId) {
      const rows = await database.db
        .selectFrom('heldEntities')
        .selectAll()
        .where('linkId', '=', linkId)
        .orderBy('entity')
        .execute()
      return rows.map(row.read)
    },

    async hold(held) {
      const values = row.write(held)
      const { runId, message, at } = values
      await database.db
        .insertInto('heldEntities')
        .values(values)
        .onConflict((conflict) => conflict.columns(['linkId', 'entity']).doUpdateSet({ runId, message, at }))
        .execute()
    },

    async release(linkId, entity) {
      await database.db
        .deleteFrom('heldEntities')
        .where('linkId', '=', linkId)
        .where('entity', '=', entity)
        .execute()
    },
  }
}
