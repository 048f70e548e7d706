import type { Json } from '@duet/core'
import { z } from 'zod'

/** Any JSON, in the words of core. */
const json = z.custom<Json>((value) => value !== undefined)

/** What an announcement says, as it is stored until the hub has acknowledged it. */
export const announcementBody = z.object({
  idMapId: z.string(),
  externalResource: z.string(),
  /** As the hub stores it, with its scope. */
  externalId: z.string(),
  /** Leaves of the Connec! draft that travel along. */
  leaves: z.array(z.string()),
  /** The fields themselves, in the hub's spelling. */
  fields: json,
  /** The whole record with its lines, where lines have ids to register and the hub's own are not known yet. */
  lines: json,
  /** Line ids to register, the hub's with ours beside them; null where there are none, or the hub's are not known. */
  lineIds: json.default(null),
})

export type AnnouncementBody = z.infer<typeof announcementBody>
