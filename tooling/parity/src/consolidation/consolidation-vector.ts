import { z } from 'zod'
import { batchAnswer, recordedBatch } from '../recorded/batch-answer.js'
import { entityDescription } from '../recorded/entity-description.js'
import { externalCall } from '../recorded/external-call.js'
import { idMapRow } from '../recorded/id-map-row.js'
import { organization } from '../recorded/organization.js'
import { scriptEntry } from '../recorded/recorded-application.js'

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** One consolidation: both sides at once, and what came of it. */
export const consolidationVector = z.object({
  name: z.string(),
  now: moment,
  entity: entityDescription,
  organization,
  opts: z
    .object({
      full_sync: z.boolean().nullish(),
      connec_preemption: z.boolean().nullish(),
      __skip_connec: z.boolean().nullish(),
      __skip_external: z.boolean().nullish(),
    })
    .nullish()
    .transform((given) => given ?? {}),
  idMaps: z.array(idMapRow).default([]),
  connecEntities: z.unknown(),
  externalEntities: z.unknown(),
  externalScript: z.array(scriptEntry).default([]),
  connecBatchScript: z.array(batchAnswer).default([]),
  connecGetScript: z.array(batchAnswer).optional(),
  fetch: z.object({ lastSynchronizationDate: moment.nullish() }).nullish(),
  expected: z.object({
    externalCalls: z.array(externalCall).default([]),
    connecBatches: z.array(recordedBatch).default([]),
    idMaps: z.array(idMapRow).default([]),
    error: z.object({ phase: z.string().nullish(), class: z.string().nullish() }).nullish(),
  }),
})
export type ConsolidationVector = z.output<typeof consolidationVector>
