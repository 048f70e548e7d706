import type { Store } from '@duet/store'

/** The store of a process that is killed before its n-th transaction: from then on it does nothing, nor does it clean up. */
export function killedStore(store: Store, killedAt: number): Store {
  let transactions = 0
  const stop = () => {
    throw new Error('the process was killed')
  }
  const killed = (): boolean => transactions >= killedAt
  return {
    ...store,
    runs: {
      ...store.runs,
      finish: async (...end) => (killed() ? stop() : await store.runs.finish(...end)),
      heartbeat: async (...beat) => (killed() ? false : await store.runs.heartbeat(...beat)),
    },
    async transaction(work) {
      transactions += 1
      return killed() ? stop() : await store.transaction(work)
    },
  }
}
