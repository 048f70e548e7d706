import type { HubDatabase } from './tables.js'

/** The next number of a company's sequence, from 1. */
export async function nextNumber(database: HubDatabase, company: string, name: string): Promise<number> {
  const { value } = await database.db
    .insertInto('hubSequences')
    .values({ company, name, value: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['company', 'name'])
        .doUpdateSet(({ eb }) => ({ value: eb('hubSequences.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
