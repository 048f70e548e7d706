import type { Collection, SimulatedRecord } from './simulated-record.js'

/** How a page for people shows the records of one collection. */
export interface CollectionDescription {
  collection: Collection
  label: string
  /** Paths of the fields to show. */
  columns: readonly string[]
  /** Paths of the fields people may change. */
  editable: readonly string[]
  title(record: SimulatedRecord): string
}

const fullName = ({ first_name, last_name }: SimulatedRecord) =>
  [first_name, last_name].filter((part) => part).join(' ')

const titled =
  (name: (record: SimulatedRecord) => unknown) =>
  (record: SimulatedRecord): string =>
    String(name(record) || record.id)

const person = [
  'first_name',
  'last_name',
  'title',
  'email',
  'phone',
  'mobile',
  'address.line1',
  'address.city',
]

export const descriptions: readonly CollectionDescription[] = [
  {
    collection: 'contacts',
    label: 'Contacts',
    columns: ['first_name', 'last_name', 'name', 'is_organization', 'email', 'phone', 'address.city'],
    editable: [...person, 'name', 'website', 'is_organization', 'contact_id'],
    title: titled((contact) => (contact.is_organization ? contact.name : fullName(contact) || contact.name)),
  },
  {
    collection: 'leads',
    label: 'Leads',
    columns: ['first_name', 'last_name', 'organization_name', 'status', 'email', 'phone'],
    editable: [...person, 'organization_name', 'status'],
    title: titled((lead) => fullName(lead) || lead.organization_name),
  },
  {
    collection: 'deals',
    label: 'Deals',
    columns: ['name', 'value', 'currency', 'stage_id', 'contact_id', 'estimated_close_date'],
    editable: ['name', 'value', 'currency', 'stage_id', 'contact_id', 'estimated_close_date'],
    title: titled(({ name }) => name),
  },
  {
    collection: 'products',
    label: 'Products',
    columns: ['name', 'sku', 'description', 'active', 'prices[0].amount', 'prices[0].currency', 'cost'],
    editable: ['name', 'sku', 'description', 'active', 'prices[0].amount', 'prices[0].currency', 'cost'],
    title: titled(({ name }) => name),
  },
  {
    collection: 'users',
    label: 'Users',
    columns: ['name', 'email', 'role', 'status'],
    editable: ['name', 'email', 'role', 'status'],
    title: titled(({ name }) => name),
  },
  {
    collection: 'stages',
    label: 'Stages',
    columns: ['name', 'position', 'likelihood', 'category'],
    editable: ['name', 'likelihood'],
    title: titled(({ name }) => name),
  },
  {
    collection: 'accounts',
    label: 'Account',
    columns: ['name', 'currency', 'timezone', 'phone'],
    editable: ['name', 'currency', 'timezone', 'phone'],
    title: titled(({ name }) => name),
  },
]
