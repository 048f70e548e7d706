import { defineResource, type Http, isoDate, isoDay, type ListOptions } from '@duet/core'
import { z } from 'zod'
import { amount, baseId, baseRef, text } from './codecs.js'
import { completeAddress } from './complete-address.js'
import { single } from './envelope.js'
import { keepOtherPrices, priced } from './keep-other-prices.js'
import { readOnlyRest, rest } from './rest.js'

/** Lists of these lag about a second behind creates (zendesk/basecrm-java waits that long in its live tests). */
const listLagMs = 1000

const newestFirst = 'updated_at:desc'

const address = z.object({
  line1: text,
  city: text,
  postal_code: text,
  state: text,
  country: text,
})

/** What contacts and leads have in common. */
const party = {
  owner_id: baseRef,
  first_name: text,
  last_name: text,
  title: text,
  industry: text,
  website: text,
  email: text,
  phone: text,
  mobile: text,
  fax: text,
  skype: text,
  address,
}

const fullName = ({
  first_name,
  last_name,
}: {
  first_name?: string | null | undefined
  last_name?: string | null | undefined
}) => [first_name, last_name].filter((name) => name).join(' ')

export const users = defineResource({
  name: 'users',
  id: baseId,
  fields: { name: text, email: text, role: text, status: text },
  ...readOnlyRest('/users', { order: { full: 'id', newestFirst } }),
})

const readAccount = async (http: Http) => (await http.get('/accounts/self', single)).data

/** The account that was linked; there is one and the API cannot change it. */
export const accounts = defineResource({
  name: 'accounts',
  id: baseId,
  fields: { name: text, currency: text, timezone: text, phone: text },
  async *list(http: Http, _options: ListOptions) {
    yield [await readAccount(http)]
  },
  read: readAccount,
})

/**
 * No upsert, here or for leads and deals: the upsert endpoint finds its record by an equality filter, and Base CRM has no
 * field that is unique and ours to set (people share e-mail addresses and names). A custom field could serve, but each
 * account would have to add it and mark it filterable. Creates whose answer was lost are found by content instead.
 */
export const contacts = defineResource({
  name: 'contacts',
  id: baseId,
  fields: { ...party, name: text, is_organization: z.boolean(), contact_id: baseRef },
  listLagMs,
  label: (contact) => (contact.is_organization && contact.name) || fullName(contact) || contact.name,
  ...rest('/contacts', {
    order: { full: 'id', newestFirst },
    // a person stays a person: sent again, the flag has turned contacts into the other kind
    beforeUpdate: ({ is_organization: _, ...fields }, present) => completeAddress(fields, present),
  }),
})

export const leads = defineResource({
  name: 'leads',
  id: baseId,
  idScope: 'lead',
  fields: { ...party, organization_name: text },
  listLagMs,
  label: (lead) =>
    (lead.last_name == null && lead.organization_name) || fullName(lead) || lead.organization_name,
  ...rest('/leads', { order: { full: 'created_at', newestFirst }, beforeUpdate: completeAddress }),
})

export const products = defineResource({
  name: 'products',
  id: baseId,
  fields: {
    name: text,
    sku: text,
    description: text,
    active: z.boolean(),
    prices: z.array(z.object({ amount, currency: text })),
    cost: amount,
    cost_currency: text,
  },
  ...rest('/products', {
    order: { full: 'id' },
    beforeUpdate: async (fields, present) => {
      const changed = priced.parse(fields).prices
      if (!changed) return fields
      const { prices } = priced.parse(await present())
      return { ...fields, prices: keepOtherPrices(prices ?? [], changed) }
    },
  }),
})

export const deals = defineResource({
  name: 'deals',
  id: baseId,
  fields: {
    name: text,
    value: amount,
    currency: text,
    contact_id: baseRef,
    stage_id: baseRef,
    estimated_close_date: isoDay,
    last_stage_change_at: isoDate,
  },
  listLagMs,
  ...rest('/deals', { order: { full: 'id', newestFirst } }),
})

/** Where deals stand; read once a run, to turn stage ids into names. */
export const stages = defineResource({
  name: 'stages',
  id: baseId,
  fields: { name: text, likelihood: z.number() },
  list: readOnlyRest('/stages', { order: {} }).list,
})
