import { z } from 'zod'

/** Every answer that is no success. */
export const apiError = z.object({
  error: z.object({
    /** Stable word for programs. */
    code: z.string(),
    /** What went wrong and how to mend it. */
    message: z.string(),
    /** Complaints by field of the request. */
    fields: z.record(z.string(), z.string()).optional(),
  }),
})

export type ApiError = z.output<typeof apiError>
