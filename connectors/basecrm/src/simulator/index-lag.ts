import type { SimulatorConfig } from './options.js'
import type { ResourceRules } from './resource-rules.js'
import { type Collection, collections, type Stores } from './simulated-record.js'

/** Whether a record is still too new to show up in lists, as reads of a search index lag behind writes. */
export function trackIndex(
  { clock, indexLagMs }: SimulatorConfig,
  stores: Stores,
  rules: Record<Collection, ResourceRules>,
): (collection: Collection, id: number) => boolean {
  const createdAt = new Map<string, number>()
  if (indexLagMs === 0) return () => false
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
