import type { Migrations } from '@duet/store'

/** The hub's tables; steps are only ever added. */
export const migrations: Migrations = {
  '0001-records': ({ run }) =>
    run(
      `create table hub_records (
        company text not null, collection text not null, id text not null, code text, fields text not null,
        created_at bigint not null, updated_at bigint not null,
        primary key (company, collection, id))`,
      'create index hub_records_updated_at on hub_records (company, collection, updated_at)',
      'create index hub_records_code on hub_records (company, collection, code)',
      `create table hub_ids (
        company text not null, collection text not null, provider text not null, realm text not null,
        external_id text not null, scope text not null, record_id text not null,
        primary key (company, collection, provider, realm, external_id))`,
      'create index hub_ids_record_id on hub_ids (company, record_id)',
      `create table hub_pending (
        company text not null, collection text not null, provider text not null, realm text not null,
        external_id text not null, record_collection text not null, record_id text not null,
        primary key (company, collection, provider, realm, external_id, record_collection, record_id))`,
      'create index hub_pending_record_id on hub_pending (company, record_id)',
      `create table hub_sequences (
        company text not null, name text not null, value bigint not null, primary key (company, name))`,
    ),
}
