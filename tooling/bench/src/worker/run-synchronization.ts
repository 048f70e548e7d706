import { createConnec, createConnecHttp } from '@duet/connec-client'
import { createHttp } from '@duet/http'
import { openStore, type RunOptions } from '@duet/store'
import { type EngineSettings, synchronize } from '@duet/sync-engine'
import { type Profile, profiled } from '../measure/profile.js'
import { HUB } from '../servers/hub-names.js'
import { benchConnector } from '../world/connector.js'
import { type CountedStatement, countStatements } from './count-statements.js'
import { heldMemory, peakMemory } from './peak-memory.js'

/** What a worker of a measurement is told. */
export interface WorkerInput {
  readonly database: { readonly url: string; readonly schema: string } | { readonly file: string }
  readonly linkId: string
  readonly applicationUrl: string
  readonly hubUrl: string
  readonly options: RunOptions
  readonly settings?: Partial<EngineSettings>
  /** Runs under the profiler, which costs time. */
  readonly profile?: boolean
}

/** What one run of it cost, and what came of it. Times are milliseconds. */
export interface WorkerFigures {
  readonly status: string
  readonly error: string | null
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakMb: number
  readonly statements: number
  /** Each statement on the id maps, once. */
  readonly idMapStatements: readonly CountedStatement[]
  readonly writesToConnec: number
  readonly writesToExternal: number
  /** How often each statement was sent, the most frequent ones. */
  readonly frequent: Readonly<Record<string, number>>
  /** What is still held at the end, after a collection. MB. */
  readonly heldMb: number
  readonly profile: Profile
}

const RATE = { maxConcurrent: 8 }

/** One run in this process, as the host's worker makes it. */
async function run(input: WorkerInput): Promise<WorkerFigures> {
  await using store = await openStore(input.database)
  await using http = createHttp({ baseUrl: input.applicationUrl, userAgent: 'bench', ...RATE })
  await using hubHttp = createConnecHttp({
    host: input.hubUrl,
    apiId: HUB.apiId,
    apiKey: HUB.apiKey,
    userAgent: 'bench',
  })
  const link = await store.links.byId(input.linkId)
  if (link === undefined) throw new Error('Failed to run a measurement: its link is gone.')
  const statements = countStatements(store)
  const cpu = process.cpuUsage()
  const started = performance.now()
  const work = () =>
    synchronize({
      store,
      link,
      connector: benchConnector,
      http,
      connec: createConnec({ http: hubHttp, groupId: HUB.group, provider: benchConnector.name, realm: '9' }),
      trigger: 'manual',
      options: { acceptMassChange: true, ...input.options },
      owner: 'bench',
      ...(input.settings && { settings: input.settings }),
    })
  const { result: report, profile } = input.profile
    ? await profiled(work)
    : { result: await work(), profile: {} }
  const wallMs = performance.now() - started
  const { user, system } = process.cpuUsage(cpu)
  return {
    status: report?.status ?? 'refused',
    error: report?.error ?? null,
    wallMs,
    cpuMs: (user + system) / 1000,
    peakMb: peakMemory(),
    heldMb: heldMemory(),
    profile,
    frequent: statements.frequent(),
    statements: statements.total(),
    idMapStatements: statements.on('id_maps'),
    writesToConnec: report?.totals.writesToConnec ?? 0,
    writesToExternal: report?.totals.writesToExternal ?? 0,
  }
}

process.on('disconnect', () => process.exit())
const figures = await run(JSON.parse(process.argv[2] ?? '{}') as WorkerInput)
process.send?.(figures, () => process.exit())
