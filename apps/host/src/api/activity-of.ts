import type { Connector, Json } from '@duet/core'
import { z } from 'zod'
import { counted } from '../words.js'
import { labelOf } from './describe-connector.js'

/** What the engine notes of a run under way. */
const progress = z.object({
  entity: z.string(),
  side: z.enum(['connec', 'external']),
  read: z.number(),
})

/** What a running run is doing, in words: "Reading people from Base CRM, 120 records so far". */
export function activityOf(noted: Json, connector: Connector | undefined): string | null {
  const parsed = progress.safeParse(noted)
  if (!parsed.success) return 'Starting'
  const { entity: name, side, read } = parsed.data
  const entity = connector?.entities.find((candidate) => candidate.name === name)
  const records = entity === undefined ? name : labelOf(entity).toLowerCase()
  const from = side === 'connec' ? 'Connec!' : (connector?.displayName ?? 'the application')
  return `Reading ${records} from ${from}, ${counted(read, 'record')} so far`
}
