import type { Migration } from '../database/migrate.js'

/** Whom a sign-in link is for: somebody of one company, or (null) who runs the host. */
export const companySessions: Migration = async ({ run }) => {
  await run(
    'alter table sign_ins add column organization_id text references organizations (id) on delete cascade',
    'alter table sessions add column organization_id text references organizations (id) on delete cascade',
  )
}
