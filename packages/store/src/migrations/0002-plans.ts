import type { Migration } from '../database/migrate.js'

/** Dry runs and what they would do; entities a breaker stopped; what a person decided about an inbox record. */
export const plans: Migration = async ({ run }) => {
  await run(
    `create table plans (
      id text primary key,
      link_id text not null references links (id) on delete cascade,
      state text not null,
      options text not null,
      counts text not null,
      notes text not null,
      error text,
      run_id text,
      created_at bigint not null,
      finished_at bigint
    )`,
    'create index plans_link on plans (link_id, id)',

    `create table planned_records (
      id text primary key,
      plan_id text not null references plans (id) on delete cascade,
      entity text not null,
      connec_resource text not null,
      external_resource text not null,
      side text not null,
      record_id text not null,
      connec_id text,
      external_id text,
      label text,
      kind text not null,
      reason text not null,
      changes text not null,
      fingerprint text not null,
      state text not null
    )`,
    `create unique index planned_records_record on planned_records
      (plan_id, connec_resource, external_resource, side, record_id)`,
    'create index planned_records_state on planned_records (plan_id, state, id)',

    `create table held_entities (
      link_id text not null references links (id) on delete cascade,
      entity text not null,
      run_id text,
      message text not null,
      at bigint not null,
      primary key (link_id, entity)
    )`,

    'alter table pending_records add column decision text',
  )
}
