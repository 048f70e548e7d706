import { isoDate } from '@duet/core'
import { z } from 'zod'

/** One step of a history of stages, kept by the hub. */
export const statusChange = z.object({ status: z.string(), created_at: isoDate })
