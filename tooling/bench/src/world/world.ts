import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { dropSchema, type EntitySwitch, openStore, type RunOptions, type Store } from '@duet/store'
import { linkIn } from '@duet/store/testing'
import { type StartedServer, startServer } from '../servers/start-server.js'
import { runInWorker } from '../worker/run-in-worker.js'
import type { WorkerFigures, WorkerInput } from '../worker/run-synchronization.js'
import { benchConnector, ENTITY } from './connector.js'

export interface WorldOptions {
  readonly postgresUrl: string | undefined
  /** Contacts in the application, and people only the hub has. */
  readonly contacts: number
  readonly people?: number
  readonly latencyMs?: number
  readonly directions?: EntitySwitch
}

/** A company with its application and its hub, each in a process of its own, and a link between them. */
export interface World extends AsyncDisposable {
  readonly application: StartedServer
  readonly hub: StartedServer
  readonly store: Store
  readonly linkId: string
  readonly database: WorkerInput['database']
  /** One run in a fresh process. */
  run(options?: RunOptions, more?: Pick<WorkerInput, 'settings' | 'profile'>): Promise<WorkerFigures>
}

/** Sets up a company on the given PostgreSQL server, or on a file where there is none. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const { postgresUrl, contacts, people = 0, latencyMs = 0 } = options
  await using closing = new AsyncDisposableStack()
  const hub = closing.use(await startServer('hub', { people }))
  const application = closing.use(await startServer('application', { contacts, latencyMs }))
  const database = databaseOf(postgresUrl)
  closing.defer(() =>
    'url' in database ? dropSchema(database.url, database.schema) : rm(database.file, { force: true }),
  )
  const store = closing.use(await openStore(database))
  const link = await linkIn(store, {
    connector: benchConnector.name,
    accountId: '9',
    entities: { [ENTITY]: options.directions ?? { toConnec: true, toExternal: true } },
  })
  const run: World['run'] = (runOptions = {}, more = {}) =>
    runInWorker({
      database,
      linkId: link.id,
      applicationUrl: application.url,
      hubUrl: hub.url,
      options: runOptions,
      ...more,
    })
  const kept = closing.move()
  return {
    application,
    hub,
    store,
    linkId: link.id,
    database,
    run,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

function databaseOf(url: string | undefined): WorkerInput['database'] {
  const name = `bench_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  return url === undefined ? { file: path.join(tmpdir(), `${name}.db`) } : { url, schema: name }
}
