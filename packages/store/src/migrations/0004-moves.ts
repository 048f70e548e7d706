import type { Migration } from '../database/migrate.js'

/** Records of applications that have become other ones there. */
export const moves: Migration = async ({ run }) => {
  await run(
    `create table moves (
      link_id text not null references links (id) on delete cascade,
      resource text not null,
      record_id text not null,
      to_resource text not null,
      to_id text not null,
      at bigint not null,
      primary key (link_id, resource, record_id)
    )`,
    'create index moves_to on moves (link_id, to_resource, to_id)',
  )
}
