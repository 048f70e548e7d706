import { z } from 'zod'

const id = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((given) => (given === undefined || given === null || given === '' ? null : String(given)))
const moment = z.string().nullish()

/** A row of the old id map. */
export const idMapRow = z.object({
  connec_id: id,
  connec_entity: z.string(),
  external_id: id,
  external_entity: z.string(),
  name: z.string().nullish(),
  message: z.string().nullish(),
  to_connec: z.boolean().default(true),
  to_external: z.boolean().default(true),
  external_inactive: z.boolean().default(false),
  last_push_to_connec: moment,
  last_push_to_external: moment,
  metadata: z.record(z.string(), z.unknown()).nullish(),
})
export type IdMapRow = z.output<typeof idMapRow>
