import { type Clock, createResourceStore, prefixed } from '@duet/simulator'
import type { Stores } from './collection-records.js'
import { type CollectionName, collections } from './collections.js'
import type { ExampleRecord } from './example-record.js'

/** An empty store for each collection. */
export function createStores(clock: Clock): Stores {
  const store = (name: CollectionName) => {
    const idPrefix = collections.find((collection) => collection.name === name)?.idPrefix ?? ''
    return createResourceStore<ExampleRecord>({ ids: prefixed(idPrefix, 4_801), clock })
  }
  return {
    companies: store('companies'),
    people: store('people'),
    articles: store('articles'),
    deals: store('deals'),
    orders: store('orders'),
    tax_rates: store('tax_rates'),
    workspace: store('workspace'),
  }
}
