import type { Fields, SimulatedRecord } from './simulated-record.js'
import type { CollectionDefinition } from './simulator-definition.js'

const usual = { created: 'created_at', updated: 'updated_at' }

/** A record as the API shows it, without an envelope. */
export function presentRecord(
  record: SimulatedRecord,
  definition: CollectionDefinition,
): Record<string, unknown> {
  const { created_at, updated_at, id, key = null, archived = false, ...fields } = record
  return {
    id,
    ...(definition.upsert === undefined ? {} : { key }),
    ...(definition.deletes === 'archive' ? { archived } : {}),
    ...fields,
    ...definition.computed?.(record),
    ...moments({ created_at, updated_at }, definition),
  }
}

function moments(
  { created_at, updated_at }: Pick<SimulatedRecord, 'created_at' | 'updated_at'>,
  { timestamps = usual }: CollectionDefinition,
): Fields {
  return timestamps === false ? {} : { [timestamps.created]: created_at, [timestamps.updated]: updated_at }
}
