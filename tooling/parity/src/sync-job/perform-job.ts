import { createConnec } from '@duet/connec-client'
import { decideRuns, engineSettings, parseSettings } from '@duet/host'
import { openStore, type RunOptions } from '@duet/store'
import { synchronize } from '@duet/sync-engine'
import type { ReadRun } from './reading.js'
import { LEASE_MS, replayPast } from './replay-past.js'
import { scriptedClients } from './scripted-clients.js'
import { APPLICATION, CONNECTOR, HUB, servedConnector } from './served-connector.js'
import { servedSides } from './served-sides.js'
import type { SyncJobVector } from './sync-job-vector.js'

/** What became of a job; null when no run was made. */
export async function performJob(vector: SyncJobVector): Promise<ReadRun | null> {
  const { organization, organizationId, now } = vector
  const begun: string[] = []
  const served = servedConnector({
    entities: inOrder(vector),
    onBegin: (entity) => begun.push(entity),
  })
  await using sides = servedSides({ ...served, entities: vector.entities, groupId: organization.uid, now })
  await using store = await openStore({ file: ':memory:' })
  const recorded = await replayPast(store, { vector, served })
  const link = organizationId === organization.id ? await store.links.byId(recorded.id) : undefined
  if (link === undefined) return null

  await store.requests.add([
    { linkId: link.id, kind: 'run', trigger: 'schedule', options: optionsOf(vector), records: [], at: now },
  ])
  const { runs } = decideRuns(link, await store.requests.pendingFor(link.id), now)
  const [run] = runs
  if (run === undefined) return null
  const settings = settingsOf(vector)
  await using clients = scriptedClients(sides.agent, { application: APPLICATION, hub: HUB })
  const { uid: groupId, oauth_provider: provider } = organization
  const report = await synchronize({
    store,
    link,
    connector: served.connector,
    http: clients.application,
    connec: createConnec({ http: clients.hub, groupId, provider, realm: link.accountId ?? '' }),
    trigger: run.trigger,
    options: run.options,
    owner: 'parity',
    clock: () => now,
    settings: { ...settings, leaseMs: LEASE_MS },
  })
  if (report === undefined) return null
  return { entities: begun, readings: sides.readings(settings.firstPageSize ?? 0), brokenOff: new Set() }
}

/** Entities in the order of the organization's list, which was the order of a run. */
function inOrder({ entities, organization }: SyncJobVector) {
  const listed = Object.keys(organization.synchronized_entities).filter((name) => name in entities)
  return [...new Set([...listed, ...Object.keys(entities)])].flatMap((name) => {
    const entity = entities[name]
    return entity === undefined ? [] : [[name, entity] as const]
  })
}

const optionsOf = ({ opts }: SyncJobVector): RunOptions => ({
  full: opts.full_sync ?? undefined,
  only: opts.only_entities ?? undefined,
  forced: opts.forced ?? undefined,
  preempt: preemptOf(opts.connec_preemption),
})

function preemptOf(connecWins: boolean | null | undefined): RunOptions['preempt'] {
  if (typeof connecWins !== 'boolean') return undefined
  return connecWins ? 'connec' : 'external'
}

/** Later pages are made larger, so that the pages of a first synchronization can be told from them. */
function settingsOf({ settings }: SyncJobVector) {
  const size = settings.first_sync_batch_size
  const written = {
    synchronization: { pageSize: size === 999 ? 998 : 999, ...(size ? { firstPageSize: size } : {}) },
  }
  return engineSettings(parseSettings(written, { file: 'recorded settings' }), CONNECTOR)
}
