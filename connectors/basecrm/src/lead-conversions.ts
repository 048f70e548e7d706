import type { Http, Move, MovesOptions } from '@duet/core'
import { z } from 'zod'
import { baseId } from './codecs.js'
import { listing, single } from './envelope.js'

const conversion = z.object({
  lead_id: baseId,
  individual_id: baseId.nullish(),
  organization_id: baseId.nullish(),
})

/** The largest page of this list. */
const LARGEST_PAGE = 200

/**
 * Leads that were converted, from the list of conversions: a lead with a last name has become a person, another one an
 * organization (API docs, Leads). The list only grows, so it is read on from its last page, and only when contacts have
 * come that nobody knows.
 */
export async function* leadConversions(
  http: Http,
  { fresh, checkpoint, pageSize }: MovesOptions<unknown>,
): AsyncGenerator<Move<'contacts' | 'leads'>[], void, undefined> {
  if (fresh.length === 0) return
  const query = { page: 1, per_page: Math.min(pageSize, LARGEST_PAGE) }
  const next = (page: z.output<typeof listing>) => page.meta?.links?.next_page ?? undefined
  for await (const { items } of http.pages('/lead_conversions', listing, { query, next, checkpoint }))
    yield items.flatMap(moveOf)
}

/** A conversion without a contact, or one that does not read, says nothing. */
function moveOf(item: unknown): Move<'contacts' | 'leads'>[] {
  const parsed = conversion.safeParse(single.safeParse(item).data?.data)
  const id = parsed.data?.individual_id ?? parsed.data?.organization_id
  if (!parsed.success || id == null) return []
  return [{ from: { resource: 'leads', id: parsed.data.lead_id }, to: { resource: 'contacts', id } }]
}
