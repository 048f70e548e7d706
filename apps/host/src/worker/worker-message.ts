import { z } from 'zod'
import { settingsSchema } from '../settings/settings-schema.js'

/** What the host tells a worker it has started: the settings come by this way so that no secret is in a command line. */
export const workerStart = z.object({
  owner: z.string(),
  settings: z.object({
    parsed: settingsSchema,
    file: z.string().nullable(),
    folder: z.string(),
  }),
})

export type WorkerStart = z.input<typeof workerStart>
