import type { Clock } from '../clock.js'
import { increasing } from '../id-strategy.js'
import { createResourceStore, type ResourceStore } from '../resource-store.js'
import type { Stores } from './collection-records.js'
import type { SimulatedRecord } from './simulated-record.js'
import type { CollectionDefinition, SimulatedAccount } from './simulator-definition.js'

type Collections<Name extends string> = Readonly<Record<Name, CollectionDefinition<Name>>>

export interface CreatedStores<Name extends string> {
  byName: Stores<Name>
  named: readonly [Name, ResourceStore<SimulatedRecord>][]
  /** Adds the records every account has, unless they are there already. */
  addSingletons(account: SimulatedAccount): void
}

/** An empty store for each collection. */
export function createStores<Name extends string>(
  collections: Collections<Name>,
  clock: Clock,
): CreatedStores<Name> {
  const names = Object.keys(collections) as Name[]
  const named = names.map((name): [Name, ResourceStore<SimulatedRecord>] => [
    name,
    createResourceStore<SimulatedRecord>({ ids: (collections[name].ids ?? increasing)(), clock }),
  ])
  return {
    named,
    // fromEntries forgets which keys it was given
    byName: Object.fromEntries(named) as Stores<Name>,
    addSingletons(account) {
      for (const [name, store] of named) {
        const only = collections[name].singleton?.(account)
        if (only && !store.get(only.id)) store.insert(only)
      }
    },
  }
}
