import type { Migration } from '../database/migrate.js'

/** Everything the first version knows. The indexes that carry a rule are named after their columns. */
export const first: Migration = async ({ run }) => {
  await run(
    `create table organizations (
      id text primary key,
      tenant text not null,
      uid text not null,
      name text not null,
      created_at bigint not null
    )`,
    'create unique index organizations_tenant_uid on organizations (tenant, uid)',

    `create table links (
      id text primary key,
      organization_id text not null references organizations (id),
      connector text not null,
      status text not null,
      account_id text,
      account_name text,
      entities text not null,
      history_limit bigint,
      health text not null,
      consecutive_failures bigint not null,
      suspended_until bigint,
      next_run_at bigint,
      interval_ms bigint not null,
      created_at bigint not null,
      updated_at bigint not null
    )`,
    'create unique index links_organization_id_connector on links (organization_id, connector)',
    // An account is linked once.
    "create unique index links_connector_account_id on links (connector, account_id) where status <> 'unlinked'",
    'create index links_next_run_at on links (next_run_at)',

    `create table credentials (
      link_id text primary key references links (id) on delete cascade,
      version bigint not null,
      sealed text not null,
      updated_at bigint not null,
      lease_owner text,
      lease_until bigint
    )`,

    `create table id_maps (
      id text primary key,
      link_id text not null references links (id) on delete cascade,
      entity text not null,
      connec_resource text not null,
      external_resource text not null,
      connec_id text,
      external_id text,
      label text,
      receipts text not null,
      base text,
      pushed_at text not null,
      opted_out text not null,
      inactive bigint not null,
      message text,
      metadata text not null,
      first_seen_at bigint not null,
      updated_at bigint not null,
      search_text text not null
    )`,
    // One id map for each record of a pair, whichever side it was seen on first. The id stands before the external
    // resource so that references, which know the Connec! resource only, find it too.
    'create unique index id_maps_connec_id on id_maps (link_id, connec_resource, connec_id, external_resource)',
    'create unique index id_maps_external_id on id_maps (link_id, connec_resource, external_id, external_resource)',
    'create index id_maps_link_connec_id on id_maps (link_id, connec_id)',
    'create index id_maps_link_external_id on id_maps (link_id, external_id)',
    'create index id_maps_link_entity on id_maps (link_id, entity, id)',

    `create table cursors (
      link_id text not null references links (id) on delete cascade,
      entity text not null,
      side text not null,
      resource text not null,
      phase text not null,
      since bigint,
      checkpoint text,
      updated_at bigint not null,
      primary key (link_id, entity, side, resource)
    )`,

    `create table runs (
      id text primary key,
      link_id text not null references links (id) on delete cascade,
      number bigint not null,
      trigger text not null,
      options text not null,
      status text not null,
      started_at bigint not null,
      finished_at bigint,
      error text,
      progress text not null,
      lease_owner text not null,
      lease_token text not null,
      lease_until bigint not null
    )`,
    'create unique index runs_link_id_number on runs (link_id, number)',
    // One run at a time.
    "create unique index runs_running on runs (link_id) where status = 'running'",
    `create table ledger (
      run_id text not null references runs (id) on delete cascade,
      entity text not null,
      side text not null,
      outcome text not null,
      reason text not null,
      count bigint not null,
      primary key (run_id, entity, side, outcome, reason)
    )`,

    `create table traces (
      id text primary key,
      link_id text not null references links (id) on delete cascade,
      run_id text,
      entity text not null,
      connec_resource text not null,
      external_resource text not null,
      side text not null,
      connec_id text,
      external_id text,
      at bigint not null,
      outcome text not null,
      reason text not null,
      detail text
    )`,
    'create index traces_connec_id on traces (link_id, connec_id)',
    'create index traces_external_id on traces (link_id, external_id)',

    `create table pending_records (
      id text primary key,
      link_id text not null references links (id) on delete cascade,
      entity text not null,
      connec_resource text not null,
      external_resource text not null,
      side text not null,
      record_id text not null,
      state text not null,
      class text,
      message text not null,
      field text,
      missing_resource text,
      missing_side text,
      missing_id text,
      label text,
      payload text not null,
      fingerprint text not null,
      attempts bigint not null,
      next_attempt_at bigint,
      first_at bigint not null,
      last_at bigint not null
    )`,
    `create unique index pending_records_record on pending_records
      (link_id, connec_resource, external_resource, side, record_id)`,
    'create index pending_records_entity on pending_records (link_id, entity, side, id)',

    `create table intents (
      id text primary key,
      link_id text not null references links (id) on delete cascade,
      entity text not null,
      connec_resource text not null,
      external_resource text not null,
      side text not null,
      source_id text not null,
      payload text not null,
      payload_hash text not null,
      created_at bigint not null,
      state text not null
    )`,
    'create index intents_entity on intents (link_id, entity)',

    `create table announcements (
      id text primary key,
      link_id text not null references links (id) on delete cascade,
      entity text not null,
      connec_resource text not null,
      connec_id text not null,
      body text not null,
      created_at bigint not null,
      attempts bigint not null,
      message text
    )`,
    'create index announcements_link on announcements (link_id, attempts, id)',

    `create table staged_records (
      link_id text not null references links (id) on delete cascade,
      entity text not null,
      side text not null,
      resource text not null,
      record_id text not null,
      peer_id text,
      payload text not null,
      record_updated_at bigint,
      primary key (link_id, entity, side, resource, record_id)
    )`,
    'create index staged_records_peer on staged_records (link_id, entity, side, resource, peer_id)',

    `create table conflicts (
      id text primary key,
      link_id text not null references links (id) on delete cascade,
      run_id text,
      entity text not null,
      connec_resource text not null,
      external_resource text not null,
      connec_id text not null,
      external_id text not null,
      field text not null,
      base text not null,
      connec_value text not null,
      external_value text not null,
      policy text not null,
      winner text,
      state text not null,
      at bigint not null
    )`,
    'create index conflicts_link on conflicts (link_id, id)',
    'create index conflicts_record on conflicts (link_id, connec_id)',

    `create table requests (
      id text primary key,
      link_id text not null references links (id) on delete cascade,
      kind text not null,
      trigger text not null,
      options text not null,
      records text not null,
      at bigint not null
    )`,
    'create index requests_link on requests (link_id, id)',

    `create table notifications (
      id text primary key,
      source text not null,
      link_id text references links (id) on delete cascade,
      digest text not null,
      payload text not null,
      received_at bigint not null,
      processed_at bigint,
      error text
    )`,
    'create unique index notifications_digest on notifications (source, digest)',
    'create index notifications_unprocessed on notifications (id) where processed_at is null',
    'create index notifications_link on notifications (link_id)',

    `create table authorizations (
      state text primary key,
      organization_id text not null references organizations (id) on delete cascade,
      connector text not null,
      verifier text,
      return_to text not null,
      session_hash text not null,
      created_at bigint not null,
      expires_at bigint not null
    )`,

    `create table sign_ins (
      token_hash text primary key,
      created_at bigint not null,
      expires_at bigint not null,
      used_at bigint
    )`,
    `create table sessions (
      token_hash text primary key,
      created_at bigint not null,
      expires_at bigint not null
    )`,

    `create table settings (
      key text primary key,
      value text not null,
      updated_at bigint not null
    )`,

    // The queue of the SQLite store; on PostgreSQL pg-boss has tables of its own and this one stays empty.
    `create table queue_jobs (
      id text primary key,
      link_id text not null,
      state text not null,
      priority bigint not null,
      run_at bigint not null,
      attempts bigint not null,
      lease_token text,
      lease_until bigint,
      error text,
      created_at bigint not null
    )`,
    // At most one waiting and one running for each link.
    "create unique index queue_jobs_waiting on queue_jobs (link_id) where state = 'waiting'",
    "create unique index queue_jobs_running on queue_jobs (link_id) where state = 'running'",
    'create index queue_jobs_next on queue_jobs (state, priority, run_at)',
  )
}
