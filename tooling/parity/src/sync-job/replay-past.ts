import { healthAfter } from '@duet/host'
import type { Link, Store } from '@duet/store'
import { CONNECTOR, type ServedConnector } from './served-connector.js'
import type { RecordedRun, SyncJobVector } from './sync-job-vector.js'

/** How long a run may be silent: what the predecessor gave a run altogether. */
export const LEASE_MS = 30 * 60_000

export interface Past {
  readonly vector: SyncJobVector
  readonly served: ServedConnector
}

/** Makes the organization and lives through its recorded runs, in the order of time. Returns its link as it is then. */
export async function replayPast(store: Store, { vector, served }: Past): Promise<Link> {
  const { organization, synchronizations } = vector
  const runs = Map.groupBy(synchronizations, (run) => run.organization_id ?? organization.id)
  for (const [id, others] of runs) {
    if (id === organization.id) continue
    const link = await createLink(store, vector, { uid: `other-${id}`, accountId: `account-${id}` })
    await live(store, link, others)
  }
  const accountId = organization.oauth_uid ?? null
  const link = await createLink(store, vector, { uid: organization.uid, accountId })
  const own = runs.get(organization.id) ?? []
  await store.cursors.save(cursorsAfter(link, own, served))
  return await live(store, link, own)
}

async function createLink(
  store: Store,
  { organization }: SyncJobVector,
  { uid, accountId }: { uid: string; accountId: string | null },
): Promise<Link> {
  const { id } = await store.organizations.create({ tenant: 'default', uid, name: uid })
  return await store.links.create({
    organizationId: id,
    connector: CONNECTOR,
    accountId,
    status: accountId !== null && organization.sync_enabled ? 'linked' : 'unlinked',
    entities: organization.synchronized_entities,
    historyLimit: organization.date_filtering_limit ?? null,
  })
}

async function live(store: Store, link: Link, runs: readonly RecordedRun[]): Promise<Link> {
  let current = link
  for (const run of runs.toSorted((a, b) => a.created_at - b.created_at)) {
    const started = await store.runs.start({
      linkId: link.id,
      trigger: 'schedule',
      options: {},
      owner: 'recorded',
      now: run.created_at,
      leaseMs: run.updated_at + LEASE_MS - run.created_at,
    })
    if (run.status === 'RUNNING') continue
    const status = run.status === 'SUCCESS' ? 'succeeded' : 'failed'
    if (started) await store.runs.finish(started.id, started.lease.token, { status, now: run.updated_at })
    const end = { status, error: null, failedRecords: 0 } as const
    const changes = healthAfter(current, { end, displayName: link.connector, now: run.updated_at })
    current = (await store.links.update(link.id, changes)) ?? current
  }
  return current
}

/** Where reading goes on after the last success that was not restricted to some entities; none when there was none. */
function cursorsAfter(link: Link, runs: readonly RecordedRun[], { external, connec }: ServedConnector) {
  const successes = runs.filter(({ status, partial }) => status === 'SUCCESS' && !partial)
  if (successes.length === 0) return []
  const since = Math.max(...successes.map(({ updated_at }) => updated_at))
  const cursor = { linkId: link.id, phase: 'delta', since, checkpoint: null, updatedAt: since } as const
  return [
    ...external.map(({ entity, resource }) => ({
      ...cursor,
      entity,
      side: 'external' as const,
      resource: resource.name,
    })),
    ...connec.map(({ entity, resource }) => ({
      ...cursor,
      entity,
      side: 'connec' as const,
      resource: resource.name,
    })),
  ]
}
