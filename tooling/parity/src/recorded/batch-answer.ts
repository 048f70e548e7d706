import { z } from 'zod'

/** What one batch was answered. */
export const batchAnswer = z.union([
  z.object({ body: z.unknown() }).refine(({ body }) => body !== undefined),
  z.object({ emptyBody: z.literal(true) }),
  z.object({ nilResponse: z.literal(true) }),
  z.object({ rawBody: z.string() }),
  z.object({ raise: z.string(), message: z.string().nullish() }),
])
export type BatchAnswer = z.output<typeof batchAnswer>

/** One operation as it is sent. */
export const batchOp = z.object({
  method: z.string(),
  url: z.string(),
  params: z.record(z.string(), z.unknown()).nullish(),
})
export type BatchOp = z.output<typeof batchOp>

export const recordedBatch = z.object({ ops: z.array(batchOp) })
export type RecordedBatch = z.output<typeof recordedBatch>
