import type { HubDatabase } from './tables.js'

/** The last number of a company's sequence, 0 at first; until the transaction ends nobody else can draw one. */
export async function lastNumber(database: HubDatabase, company: string, name: string): Promise<number> {
  const { value } = await database.db
    .insertInto('hubSequences')
    .values({ company, name, value: 0 })
    .onConflict((conflict) =>
      conflict.columns(['company', 'name']).doUpdateSet(({ ref }) => ({ value: ref('hubSequences.value') })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}

export async function saveNumber(
  database: HubDatabase,
  { company, name, value }: { company: string; name: string; value: number },
): Promise<void> {
  await database.db
    .updateTable('hubSequences')
    .set({ value })
    .where('company', '=', company)
    .where('name', '=', name)
    .execute()
}
