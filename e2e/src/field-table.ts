import type { BaseRecord } from './base-crm-client.js'
import { type HubRecord, idsOf } from './hub-client.js'

/**
 * What must be equal on both sides, written by hand from the two APIs.
 *
 * It never looks at a mapper or the store: a wrong mapping shows as a difference.
 */
export interface Kind {
  name: string
  hub: string
  base: string
  /** Prefix of Base CRM's ids at the hub, where two of its collections share one of the hub. */
  scope?: string
  /** Which records of the hub's and of Base CRM's collection are of this kind. */
  inHub(record: HubRecord): boolean
  inBase(record: BaseRecord): boolean
  fields: readonly Field[]
  /** What makes a record the same as another for a person; two of them are a duplicate. */
  naturalKey: { hub(record: HubRecord): string; base(record: BaseRecord): string }
}

/** One field of both sides: values are compared as texts, blanks as blanks. */
export interface Field {
  name: string
  hub(record: HubRecord): unknown
  base(record: BaseRecord): unknown
}

/** The value at a dotted path; list elements by their number: `prices.0.amount`. */
export function at(record: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined
    return (value as Record<string, unknown>)[key]
  }, record)
}

const field = (hub: string, base: string): Field => ({
  name: `${hub} ↔ ${base}`,
  hub: (record) => at(record, hub),
  base: (record) => at(record, base),
})

/** Compared as an amount: `20`, `20.0` and `"20.00"` are the same. */
const amount = (hub: string, base: string): Field => ({
  name: `${hub} ↔ ${base}`,
  hub: (record) => decimal(at(record, hub)),
  base: (record) => decimal(at(record, base)),
})
/** The same, where a missing amount means nothing. */
const amountOrNothing = (hub: string, base: string): Field => ({
  name: `${hub} ↔ ${base}`,
  hub: (record) => decimal(at(record, hub) || 0),
  base: (record) => decimal(at(record, base) || 0),
})
const decimal = (value: unknown) =>
  value === undefined || value === null || value === '' ? '' : Number(value).toFixed(2)

/** A reference of the hub against an id of Base CRM. */
const reference = (hub: string, base: string): Field => ({
  name: `${hub} ↔ ${base}`,
  hub: (record) => idsOf(record, 'basecrm', hub)[0],
  base: (record) => at(record, base),
})

const address = (hub: string): Field[] => [
  field(`${hub}.line1`, 'address.line1'),
  field(`${hub}.city`, 'address.city'),
  field(`${hub}.postal_code`, 'address.postal_code'),
  field(`${hub}.region`, 'address.state'),
  field(`${hub}.country`, 'address.country'),
]

const person: Field[] = [
  field('first_name', 'first_name'),
  field('last_name', 'last_name'),
  field('job_title', 'title'),
  field('email.address', 'email'),
  field('phone_work.landline', 'phone'),
  field('phone_work.mobile', 'mobile'),
  field('phone_work.fax', 'fax'),
  field('contact_channel.skype', 'skype'),
  reference('assignee_id', 'owner_id'),
  ...address('address_work.billing'),
]

const organization: Field[] = [
  field('name', 'name'),
  field('email.address', 'email'),
  field('phone.landline', 'phone'),
  field('website.url', 'website'),
  reference('assignee_id', 'owner_id'),
  ...address('address.billing'),
]

const fullName = (record: HubRecord | BaseRecord) => `${at(record, 'first_name')} ${at(record, 'last_name')}`
const byEmail = (email: unknown, record: HubRecord | BaseRecord) =>
  (email ? String(email) : fullName(record)).toLowerCase()
const personKey: Kind['naturalKey'] = {
  hub: (record) => byEmail(at(record, 'email.address'), record),
  base: (record) => byEmail(at(record, 'email'), record),
}
const nameKey: Kind['naturalKey'] = {
  hub: (record) => String(at(record, 'name')),
  base: (record) => String(at(record, 'name')),
}

const isLead = (record: HubRecord) => record.is_lead === true

export const kinds: readonly Kind[] = [
  {
    name: 'people and contacts',
    hub: 'people',
    base: 'contacts',
    inHub: (record) => !isLead(record),
    inBase: (record) => record.is_organization === false,
    fields: [...person, reference('organization_id', 'contact_id')],
    naturalKey: personKey,
  },
  {
    name: 'leads',
    hub: 'people',
    base: 'leads',
    scope: 'lead:',
    inHub: isLead,
    inBase: (record) => Boolean(record.last_name),
    fields: person,
    naturalKey: personKey,
  },
  {
    name: 'organizations and contacts',
    hub: 'organizations',
    base: 'contacts',
    inHub: (record) => !isLead(record),
    inBase: (record) => record.is_organization === true,
    fields: organization,
    naturalKey: nameKey,
  },
  {
    name: 'items and products',
    hub: 'items',
    base: 'products',
    inHub: () => true,
    inBase: () => true,
    fields: [
      field('name', 'name'),
      field('reference', 'sku'),
      amount('sale_price.total_amount', 'prices.0.amount'),
      field('sale_price.currency', 'prices.0.currency'),
      // Base CRM is given a cost of nothing with every new product: no cost and a cost of nothing are the same.
      amountOrNothing('purchase_price.total_amount', 'cost'),
    ],
    naturalKey: {
      hub: (record) => String(record.reference || record.name),
      base: (record) => String(record.sku || record.name),
    },
  },
  {
    name: 'opportunities and deals',
    hub: 'opportunities',
    base: 'deals',
    inHub: () => true,
    inBase: () => true,
    fields: [
      field('name', 'name'),
      amount('amount.total_amount', 'value'),
      field('amount.currency', 'currency'),
      reference('lead_id', 'contact_id'),
    ],
    naturalKey: nameKey,
  },
  {
    name: 'app users and users',
    hub: 'app_users',
    base: 'users',
    inHub: () => true,
    inBase: () => true,
    fields: [field('email.address', 'email')],
    naturalKey: {
      hub: (record) => String(at(record, 'email.address')),
      base: (record) => String(record.email),
    },
  },
]
