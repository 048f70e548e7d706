import { z } from 'zod'

const answer = z.looseObject({
  /** A number, or `network` for a connection that breaks. */
  status: z.union([z.number(), z.string()]),
  body: z.unknown().optional(),
  raw: z.string().optional(),
})

/** A call of the old client of Base CRM's API: what it was asked, how the API answered, what came out. */
export const apiVector = z.looseObject({
  method: z.string(),
  args: z.array(z.unknown()),
  http: z.array(answer),
  expected: z.looseObject({
    result: z.unknown().optional(),
    httpCalls: z.array(z.looseObject({ url: z.string() })),
  }),
})

export type ApiVector = z.output<typeof apiVector>
export type ApiAnswer = z.output<typeof answer>
