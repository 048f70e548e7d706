import type { Store } from '@duet/store'

/** The store of a process that dies at its n-th transaction, before it commits. */
export function crashingStore(store: Store, dyingAt: number): Store {
  let transactions = 0
  return {
    ...store,
    async transaction(work) {
      transactions += 1
      if (transactions === dyingAt) throw new Error('the process died')
      return await store.transaction(work)
    },
  }
}
