import type { SeedItem } from './items.js'
import type { SeedOpportunity } from './opportunities.js'
import type { SeedOrganization } from './organizations.js'
import type { SeedPerson } from './people.js'

/** Fields as Connec! spells them. On both sides, the hub knows other details than the application: they complete each other. */
export function hubOrganization({
  key,
  presence,
  name,
  phone,
  email,
  website,
  street,
  place,
}: SeedOrganization): Record<string, unknown> {
  const partial = presence === 'both'
  return compact({
    name,
    is_customer: key % 2 === 0,
    email: email && { address: email },
    phone: !partial && phone && { landline: phone },
    website: website && { url: website },
    address: place && { billing: { line1: street, ...place } },
  })
}

export function hubPerson(
  person: SeedPerson,
  references: { organization: string | undefined; owner: string | undefined },
): Record<string, unknown> {
  const partial = person.presence === 'both'
  return compact({
    first_name: person.firstName,
    last_name: person.lastName,
    is_lead: person.isLead,
    email: person.email && { address: person.email },
    job_title: person.jobTitle,
    phone_work: compact({ landline: partial ? null : person.phone, mobile: person.mobile }),
    address_work: !partial && person.place && { billing: { line1: person.street, ...person.place } },
    organization_id: references.organization,
    assignee_id: references.owner,
    assignee_type: references.owner && 'Entity::AppUser',
  })
}

export function hubItem({
  presence,
  name,
  reference,
  description,
  price,
  cost,
}: SeedItem): Record<string, unknown> {
  return compact({
    name,
    reference,
    description: presence === 'both' ? null : description,
    sale_price: { total_amount: price, currency: 'GBP' },
    purchase_price: cost && { total_amount: cost, currency: 'GBP' },
  })
}

export const hubOpportunity = (
  { name, amount, stage }: SeedOpportunity,
  person: string | undefined,
): Record<string, unknown> => ({
  name,
  amount: { total_amount: amount, currency: 'GBP' },
  sales_stage: stage,
  lead_id: person,
})

/** Without what is missing: a record of the real world leaves fields out. */
function compact(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== null && value !== false && value !== '',
    ),
  )
}
