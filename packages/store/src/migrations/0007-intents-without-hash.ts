import type { Migration } from '../database/migrate.js'

/** What an intent sends is hashed by the few runs that find one left open, not by every create. */
export const intentsWithoutHash: Migration = async ({ run }) => {
  await run('alter table intents drop column payload_hash')
}
