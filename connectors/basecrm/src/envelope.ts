import { z } from 'zod'

/** One record, as every answer but a list wraps it. */
export const single = z.object({ data: z.unknown() })

/** One page of a list, each item a `single`; `next_page` is absent (or null) on the last one. */
export const listing = z.object({
  items: z.array(z.unknown()),
  meta: z.object({ links: z.object({ next_page: z.string().nullish() }).nullish() }).nullish(),
})

/** What Base CRM says about a refused request; both of its back ends, whose envelopes differ in the rest. */
export const refusal = z.object({
  errors: z.array(
    z.object({
      error: z.object({
        code: z.string().nullish(),
        /** JSON Pointer into the record, `/contact_id`; products say `/data/max_discount`. */
        field: z.string().nullish(),
        message: z.string().nullish(),
        details: z.string().nullish(),
      }),
    }),
  ),
  meta: z.object({ logref: z.string().nullish() }).nullish(),
})

export type Refusal = z.output<typeof refusal>
