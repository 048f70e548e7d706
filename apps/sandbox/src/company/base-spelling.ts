import type { SeedItem } from './items.js'
import type { SeedOpportunity } from './opportunities.js'
import type { SeedOrganization } from './organizations.js'
import type { SeedPerson } from './people.js'

/** Fields as Base CRM spells them; what is missing is null there. */
export function baseOrganization({
  presence,
  name,
  phone,
  website,
  street,
  place,
}: SeedOrganization): Record<string, unknown> {
  return {
    is_organization: true,
    name,
    phone,
    website: presence === 'both' ? null : website,
    address: addressOf(street, place),
  }
}

export function basePerson(
  person: SeedPerson,
  references: { organization?: number; owner: number },
): Record<string, unknown> {
  const partial = person.presence === 'both'
  return {
    ...(person.isLead ? {} : { is_organization: false, contact_id: references.organization ?? null }),
    first_name: person.firstName,
    last_name: person.lastName,
    email: person.email,
    phone: person.phone,
    mobile: person.mobile,
    title: partial ? null : person.jobTitle,
    owner_id: references.owner,
    address: addressOf(person.street, person.place),
  }
}

export const baseItem = ({
  name,
  reference,
  description,
  price,
  cost,
}: SeedItem): Record<string, unknown> => ({
  name,
  sku: reference,
  description: description ?? '',
  active: true,
  prices: [{ amount: price.toFixed(2), currency: 'GBP' }],
  cost: cost === null ? null : cost.toFixed(2),
  cost_currency: 'GBP',
})

export const baseDeal = (
  { name, amount }: SeedOpportunity,
  references: { person: number; stage: number; owner: number },
): Record<string, unknown> => ({
  name,
  value: amount,
  currency: 'GBP',
  contact_id: references.person,
  stage_id: references.stage,
  owner_id: references.owner,
})

function addressOf(street: string | null, place: SeedPerson['place']): object | null {
  if (place === null) return null
  return {
    line1: street,
    city: place.city,
    postal_code: place.postal_code,
    state: place.region || null,
    country: place.country,
  }
}
