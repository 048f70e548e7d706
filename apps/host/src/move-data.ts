import { existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import { createSealer, type Sealer } from '@duet/oauth'
import { lockFile, type MovedRows, type MoveOptions, moveStore, openStore, type Store } from '@duet/store'
import { HostError } from './host-error.js'
import { secretKey } from './settings/secret-key.js'
import type { Settings } from './settings/settings.js'

/** What became of the data. */
export interface MovedData {
  readonly rows: MovedRows
  /** Where the old file is now; hosts do not look there. */
  readonly kept: string
}

/**
 * Moves what the data folder holds to the PostgreSQL server of the settings: copied and compared, all or nothing. The
 * old file is then set aside under another name, so that no host goes on with it.
 *
 * Throws `HostError` when there is nothing to move, no server to move to, or a key that does not open the credentials;
 * `StoreError` when somebody works with either database.
 */
export async function moveData(settings: Settings, options: MoveOptions = {}): Promise<MovedData> {
  const { database, dataFolder } = settings
  const file = path.join(dataFolder, 'duet.sqlite')
  if (!('url' in database)) {
    throw new HostError(
      'Failed to move the data: the settings name no server to move it to. Set it for this command: DATABASE_URL=postgresql://… duet move.',
    )
  }
  if (!existsSync(file)) {
    throw new HostError(
      `Failed to move the data: there is no ${file}. Name the folder of the data with --config, or with DUET_DATA_FOLDER.`,
    )
  }
  const sealer = createSealer(secretKey(settings))
  using _alone = lockFile(file, 'exclusive')
  const rows = await copy(file, database, sealer, options)
  return { rows, kept: setAside(file) }
}

async function copy(
  file: string,
  database: { readonly url: string; readonly schema?: string },
  sealer: Sealer,
  options: MoveOptions,
): Promise<MovedRows> {
  await using from = await openStore({ file })
  await checkKey(from, sealer, path.join(path.dirname(file), 'secret.key'))
  await using to = await openStore(database)
  return await moveStore(from, to, options)
}

/** Credentials that cannot be opened over there would cost every company a visit to its application. */
async function checkKey(store: Store, sealer: Sealer, keyFile: string): Promise<void> {
  for (const { linkId, sealed } of await store.credentials.all()) {
    try {
      sealer.open(sealed, linkId)
    } catch (cause) {
      throw new HostError(
        `Failed to move the data: the secret key of the settings does not open the credentials of link ${linkId}. ` +
          `Set DUET_SECRET_KEY to what ${keyFile} holds, here and for every host.`,
        { cause },
      )
    }
  }
}

function setAside(file: string): string {
  const kept = `${file}.moved-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`
  renameSync(file, kept)
  return kept
}
