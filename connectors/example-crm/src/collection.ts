import { defineResource, type RecordFields } from '@duet/core'
import { z } from 'zod'

const listing = z.object({ data: z.array(z.unknown()), page: z.int(), pages: z.int() })

interface Traits<Shape extends z.ZodRawShape> {
  /** False where the API has neither moments nor a filter by them. */
  timestamps?: boolean
  label?(record: RecordFields<Shape>): string | null | undefined
}

/**
 * Declares one collection of this API; all of them are listed by page number, created, patched and upserted alike.
 *
 * @example collection('tax_rates', { code: z.string(), percent: z.number() }, { timestamps: false })
 */
export const collection = <const Name extends string, const Shape extends z.ZodRawShape>(
  name: Name,
  fields: Shape,
  { timestamps = true, ...rest }: Traits<Shape> = {},
) =>
  defineResource({
    name,
    fields,
    id: z.string(),
    ...(timestamps ? {} : { timestamps: { created: null, updated: null } }),
    async *list(http, { since, pageSize, checkpoint }) {
      const pages = http.pages(`/${name}`, listing, {
        query: { per_page: Math.min(pageSize, 100), page: 1, updated_since: timestamps ? since : undefined },
        next: ({ page, pages }) => (page < pages ? { page: page + 1 } : undefined),
        checkpoint,
      })
      for await (const { data } of pages) yield data
    },
    read: (http, id) => http.get(`/${name}/${id}`, z.unknown()),
    create: (http, json) => http.post(`/${name}`, z.unknown(), { json }),
    update: (http, id, json) => http.patch(`/${name}/${id}`, z.unknown(), { json }),
    upsert: (http, key, json) =>
      http.put(`/${name}/by-key/${encodeURIComponent(key)}`, z.unknown(), { json }),
    ...rest,
  })
