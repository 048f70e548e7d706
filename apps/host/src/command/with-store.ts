import { openStore, type Store } from '@duet/store'
import type { Settings } from '../settings/settings.js'

/** Opens the store for a command; it needs no running host. */
export async function withStore<Result>(
  settings: Settings,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  await using store = await openStore(settings.database)
  return await work(store)
}
