import { type Application, shelfOf } from './application.js'
import { rejected } from './refused.js'
import type { Draft } from './resource-rules.js'
import type { SimulatedRecord } from './simulated-record.js'
import { createRecord } from './write-record.js'

/** Makes contacts (and a deal) of a lead: a person of its last name, an organization of its organization name. */
export function convertLead(app: Application, sent: Draft): SimulatedRecord {
  const lead = typeof sent.lead_id === 'number' ? app.stores.leads.get(sent.lead_id) : undefined
  if (!lead) {
    const code = sent.lead_id === undefined ? 'missing' : 'incorrect_value'
    throw rejected([{ code, attribute: 'lead_id' }], 'lead_conversion', 'core')
  }
  const { organization_name, last_name } = lead
  const owner_id = sent.owner_id ?? lead.owner_id ?? app.userId
  const contacts = shelfOf(app, 'contacts')
  const organization = organization_name
    ? createRecord(contacts, { owner_id, is_organization: true, name: organization_name })
    : undefined
  const individual = last_name
    ? createRecord(contacts, { ...personal(lead), owner_id, contact_id: organization?.id ?? null })
    : undefined
  const contact = individual ?? organization
  const deal =
    sent.create_deal === false || !contact
      ? undefined
      : createRecord(shelfOf(app, 'deals'), { owner_id, contact_id: contact.id, name: dealName(lead) })
  return app.stores.lead_conversions.insert({
    lead_id: lead.id,
    individual_id: individual?.id ?? null,
    organization_id: organization?.id ?? null,
    deal_id: deal?.id ?? null,
    creator_id: app.userId,
  })
}

const carriedOver = [
  'first_name',
  'last_name',
  'title',
  'email',
  'phone',
  'mobile',
  'fax',
  'skype',
  'address',
]

function personal(lead: SimulatedRecord): Draft {
  return Object.fromEntries(carriedOver.map((attribute) => [attribute, lead[attribute] ?? null]))
}

function dealName({ first_name, last_name, organization_name }: SimulatedRecord): string {
  return String(organization_name ?? [first_name, last_name].filter((part) => part).join(' '))
}
