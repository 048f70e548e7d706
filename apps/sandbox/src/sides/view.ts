/** A field of the small form. */
export interface FormField {
  path: string
  label: string
  /** Sent as a number. */
  number?: boolean
}

/** How one side keeps a kind of record. */
export interface KindView {
  collection: string
  fields: readonly FormField[]
  /** Which records of the collection are of this kind, by the value of one field. */
  only?: { field: string; equals: unknown }
  /** Sent with every new record. */
  onCreate?: Record<string, unknown>
}

export interface Kind {
  name: string
  label: string
  sides: Record<'hub' | 'basecrm' | 'example-crm', KindView>
}

const f = (path: string, label: string): FormField => ({ path, label })
const n = (path: string, label: string): FormField => ({ path, label, number: true })

/** What the page shows, in the spelling of each side. */
export const kinds: readonly Kind[] = [
  {
    name: 'people',
    label: 'People',
    sides: {
      hub: {
        collection: 'people',
        fields: [
          f('first_name', 'First name'),
          f('last_name', 'Last name'),
          f('email.address', 'E-mail'),
          f('phone_work.landline', 'Phone'),
          f('job_title', 'Job title'),
          f('address_work.billing.city', 'City'),
        ],
      },
      basecrm: {
        collection: 'contacts',
        only: { field: 'is_organization', equals: false },
        onCreate: { is_organization: false },
        fields: [
          f('first_name', 'First name'),
          f('last_name', 'Last name'),
          f('email', 'E-mail'),
          f('phone', 'Phone'),
          f('title', 'Job title'),
          f('address.city', 'City'),
        ],
      },
      'example-crm': {
        collection: 'people',
        fields: [
          f('given_name', 'Given name'),
          f('family_name', 'Family name'),
          f('email', 'E-mail'),
          f('phone', 'Phone'),
          f('job_title', 'Job title'),
          f('address.city', 'City'),
        ],
      },
    },
  },
  {
    name: 'organizations',
    label: 'Organizations',
    sides: {
      hub: {
        collection: 'organizations',
        fields: [
          f('name', 'Name'),
          f('phone.landline', 'Phone'),
          f('website.url', 'Website'),
          f('address.billing.city', 'City'),
        ],
      },
      basecrm: {
        collection: 'contacts',
        only: { field: 'is_organization', equals: true },
        onCreate: { is_organization: true },
        fields: [f('name', 'Name'), f('phone', 'Phone'), f('website', 'Website'), f('address.city', 'City')],
      },
      'example-crm': {
        collection: 'companies',
        fields: [f('name', 'Name'), f('phone', 'Phone'), f('website', 'Website'), f('address.city', 'City')],
      },
    },
  },
  {
    name: 'items',
    label: 'Items',
    sides: {
      hub: {
        collection: 'items',
        fields: [
          f('name', 'Name'),
          f('reference', 'Reference'),
          f('description', 'Description'),
          n('sale_price.total_amount', 'Price'),
        ],
      },
      basecrm: {
        collection: 'products',
        onCreate: { active: true },
        fields: [
          f('name', 'Name'),
          f('sku', 'SKU'),
          f('description', 'Description'),
          f('prices[0].amount', 'Price'),
        ],
      },
      'example-crm': {
        collection: 'articles',
        fields: [
          f('name', 'Name'),
          f('sku', 'SKU'),
          f('details', 'Details'),
          n('price.amount', 'Price, in cents'),
        ],
      },
    },
  },
  {
    name: 'opportunities',
    label: 'Opportunities',
    sides: {
      hub: {
        collection: 'opportunities',
        fields: [f('name', 'Name'), n('amount.total_amount', 'Amount'), f('sales_stage', 'Stage')],
      },
      basecrm: {
        collection: 'deals',
        fields: [f('name', 'Name'), f('value', 'Value'), n('contact_id', 'Contact id')],
      },
      'example-crm': {
        collection: 'deals',
        fields: [f('name', 'Name'), n('value.amount', 'Value, in cents'), f('stage', 'Stage')],
      },
    },
  },
]

/** How a side keeps a kind. Throws where the page asked for something that does not exist. */
export function viewOf(side: 'hub' | 'basecrm' | 'example-crm', kind: string): KindView {
  const found = kinds.find(({ name }) => name === kind)
  if (!found) throw new RangeError(`Failed to show "${kind}": there is no such kind of record.`)
  return found.sides[side]
}
