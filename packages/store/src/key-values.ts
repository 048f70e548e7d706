import type { Json } from '@duet/core'
import { anyJson, type ColumnsOf, integer, text } from './columns.js'
import type { StoreDatabase } from './tables.js'

interface Setting {
  key: string
  value: Json
  updatedAt: number
}

/** Small things that have no table of their own. */
export interface KeyValues {
  get(key: string): Promise<Json | undefined>
  set(key: string, value: Json): Promise<void>
  /** Writes unless there is a value, and returns the one that stands: of several processes all see the same. */
  setOnce(key: string, value: Json): Promise<Json>
  remove(key: string): Promise<void>
}

export const settingColumns = {
  key: text(),
  value: anyJson,
  updatedAt: integer,
} satisfies ColumnsOf<Setting>

export function keyValues(database: StoreDatabase): KeyValues {
  const insert = (key: string, value: Json) =>
    database.db.insertInto('settings').values({ key, value: anyJson.write(value), updatedAt: Date.now() })

  async function get(key: string): Promise<Json | undefined> {
    const found = await database.db
      .selectFrom('settings')
      .select('value')
      .where('key', '=', key)
      .executeTakeFirst()
    return found && anyJson.read(found.value)
  }

  return {
    get,

    async set(key, value) {
      await insert(key, value)
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((set) => ({
            value: set.ref('excluded.value'),
            updatedAt: set.ref('excluded.updatedAt'),
          })),
        )
        .execute()
    },

    async setOnce(key, value) {
      await insert(key, value)
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute()
      return (await get(key)) ?? value
    },

    async remove(key) {
      await database.db.deleteFrom('settings').where('key', '=', key).execute()
    },
  }
}
