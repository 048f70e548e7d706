import { z } from 'zod'
import { batchAnswer, recordedBatch } from '../recorded/batch-answer.js'
import { entityDescription } from '../recorded/entity-description.js'
import { externalCall } from '../recorded/external-call.js'
import { idMapRow } from '../recorded/id-map-row.js'
import { organization } from '../recorded/organization.js'
import { scriptEntry } from '../recorded/recorded-application.js'

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const record = z.record(z.string(), z.unknown())

const scene = {
  name: z.string(),
  now: moment,
  entities: z.array(entityDescription),
  organization,
  idMaps: z.array(idMapRow).default([]),
  externalScript: z.array(scriptEntry).default([]),
  connecBatchScript: z.array(batchAnswer).default([]),
  expected: z.object({
    externalCalls: z.array(externalCall).default([]),
    connecBatches: z.array(recordedBatch).default([]),
    idMaps: z.array(idMapRow).default([]),
  }),
}

/** A recorded message about changes, from the hub or from the application, and what followed. */
export const webhookVector = z.discriminatedUnion('kind', [
  z.object({ ...scene, kind: z.literal('connecWebhook'), params: record }),
  z.object({
    ...scene,
    kind: z.literal('pushToConnecJob'),
    /** By the application's title. */
    entitiesHash: z.record(z.string(), z.array(record)),
    opts: z.object({ full_sync: z.boolean().nullish() }).default({}),
  }),
])
export type WebhookVector = z.output<typeof webhookVector>
