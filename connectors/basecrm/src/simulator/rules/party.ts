import { address, customFields, integer, readOnly, tags, text } from '../attribute.js'
import type { Draft, RuleContext } from '../resource-rules.js'

/** What contacts and leads have in common. */
export const partyAttributes = {
  creator_id: readOnly(),
  owner_id: integer(),
  first_name: text(),
  last_name: text(),
  title: text(),
  description: text(),
  industry: text(),
  website: text(),
  email: text(),
  phone: text(),
  mobile: text(),
  fax: text(),
  twitter: text(),
  facebook: text(),
  linkedin: text(),
  skype: text(),
  address: address(),
  tags: tags(),
  custom_fields: customFields(),
}

export const partyFilters = [
  'creator_id',
  'owner_id',
  'first_name',
  'last_name',
  'email',
  'phone',
  'mobile',
  'address[city]',
  'address[postal_code]',
  'address[state]',
  'address[country]',
]

/** Whoever creates a record owns it, unless it says otherwise. */
export function owned(record: Draft, { userId }: RuleContext): Draft {
  return { ...record, creator_id: record.creator_id ?? userId, owner_id: record.owner_id ?? userId }
}

/** Custom fields are merged name by name, all other attributes are replaced. */
export function withCustomFields(record: Draft, present: Draft | undefined): Draft {
  const [before, after] = [present?.custom_fields, record.custom_fields]
  if (typeof before !== 'object' || typeof after !== 'object') return record
  return { ...record, custom_fields: { ...before, ...after } }
}
