import type { Migration } from '../database/migrate.js'

/** Announcements are read in order of creation. */
export const announcementsInOrder: Migration = async ({ run }) => {
  await run('drop index announcements_link', 'create index announcements_link on announcements (link_id, id)')
}
