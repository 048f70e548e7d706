import type { SimulatorConfig } from './options.js'
import type { ResourceRules } from './resource-rules.js'
import { type Collection, collections, type Stores } from './simulated-record.js'

/** Whether a record is still too new to show up in lists. */
export type IndexLag = (collection: Collection, id: number) => boolean

/** Lists come from a search index that lags behind writes; undefined when it does not. */
export function trackIndex(
  { clock, indexLagMs }: SimulatorConfig,
  stores: Stores,
  rules: Record<Collection, ResourceRules>,
): IndexLag | undefined {
  const createdAt = new Map<string, number>()
  if (indexLagMs === 0) return undefined
  for (const collection of collections) {
    if (!rules[collection].isIndexed) continue
    stores[collection].onChange(({ kind, record }) => {
      if (kind === 'created') createdAt.set(`${collection} ${record.id}`, clock.now().getTime())
    })
  }
  return (collection, id) => {
    const created = createdAt.get(`${collection} ${id}`)
    return created !== undefined && clock.now().getTime() - created < indexLagMs
  }
}
