import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { createSealer, createVault, type Sealer, type Vault } from '@duet/oauth'
import { createQueue, lockFile, openStore, type Queue, type Store } from '@duet/store'
import type { ConnectorCatalog } from './discovery/catalog.js'
import { discover } from './discovery/discover.js'
import { createLog, type Log } from './logging/create-log.js'
import { secretKey } from './settings/secret-key.js'
import { secretsOf } from './settings/secrets-of.js'
import type { Settings } from './settings/settings.js'

/** What every process of the host works with. Dispose of it to close the queue and the store. */
export interface HostContext extends AsyncDisposable {
  readonly settings: Settings
  readonly store: Store
  readonly queue: Queue
  readonly catalog: ConnectorCatalog
  readonly vault: Vault
  /** For a vault inside a transaction. */
  readonly sealer: Sealer
  readonly log: Log
  /** Names this process in leases, unlike any other. */
  readonly owner: string
}

export interface OpenContextOptions {
  log?: Log
  owner?: string
}

/** Opens the store and the queue and loads the connectors. Throws errors with the fix in one line. */
export async function openContext(
  settings: Settings,
  { log, owner = newOwner() }: OpenContextOptions = {},
): Promise<HostContext> {
  const sealer = createSealer(secretKey(settings))
  const ownLog = log ?? createLog({ level: settings.log.level, secrets: secretsOf(settings) })
  const catalog = await discover(settings)
  const store = await openStore(settings.database)
  const { database } = settings
  const lock = 'file' in database ? lockFile(database.file, 'shared') : undefined
  try {
    const queue = await createQueue(store, {
      owner,
      onError: (error) => ownLog.warn({ error }, 'The queue had a difficulty and goes on'),
    })
    return {
      settings,
      store,
      queue,
      catalog,
      vault: createVault({ store: store.credentials, sealer }),
      sealer,
      log: ownLog,
      owner,
      async [Symbol.asyncDispose]() {
        await queue[Symbol.asyncDispose]()
        await store[Symbol.asyncDispose]()
        lock?.[Symbol.dispose]()
      },
    }
  } catch (error) {
    await store[Symbol.asyncDispose]()
    lock?.[Symbol.dispose]()
    throw error
  }
}

/** A name for this process that no other has, now or later. */
export const newOwner = (): string => `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`
