import type { IndexLag } from './index-lag.js'
import type { SimulatorConfig } from './options.js'
import type { ResourceRules, RuleContext } from './resource-rules.js'
import type { Collection, SimulatedStore } from './simulated-record.js'

/** What the handlers of the API work on. */
export interface Application extends RuleContext {
  config: SimulatorConfig
  accountId: number
  rules: Record<Collection, ResourceRules>
  versions: { of(collection: Collection, id: number): number }
  isTooNew: IndexLag | undefined
}

/** One collection with its rules and records: what most of the API looks at. */
export interface Shelf {
  collection: Collection
  rules: ResourceRules
  store: SimulatedStore
  app: Application
}

export function shelfOf(app: Application, collection: Collection): Shelf {
  return { collection, rules: app.rules[collection], store: app.stores[collection], app }
}
