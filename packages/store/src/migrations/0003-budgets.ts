import type { Migration } from '../database/migrate.js'

/** What every worker knows about the rate of an account. */
export const budgets: Migration = async ({ run }) => {
  await run(
    `create table budgets (
      account text primary key,
      version bigint not null,
      state text not null
    )`,
  )
}
