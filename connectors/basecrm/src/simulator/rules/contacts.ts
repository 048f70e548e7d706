import { address, flag, integer, onCreation, oneOf, text } from '../attribute.js'
import type { ResourceRules } from '../resource-rules.js'
import { required, type Violation } from '../violation.js'
import { owned, partyAttributes, partyFilters, withCustomFields } from './party.js'

/** Contacts: people and organizations (API docs, Contacts). */
export const contactRules: ResourceRules = {
  type: 'contact',
  family: 'core',
  firstId: 135_906_739,
  attributes: {
    ...partyAttributes,
    contact_id: integer(),
    parent_organization_id: integer(),
    name: text(),
    is_organization: onCreation(flag(false)),
    billing_address: address(),
    shipping_address: address(),
    customer_status: oneOf(['none', 'current', 'past'], 'none'),
    prospect_status: oneOf(['none', 'current', 'lost'], 'none'),
  },
  filters: [...partyFilters, 'is_organization', 'contact_id', 'name', 'customer_status', 'prospect_status'],
  sorts: ['id', 'name', 'first_name', 'last_name', 'email', 'updated_at', 'created_at'],
  defaultSort: 'last_name',
  verbs: ['get', 'create', 'update', 'delete', 'upsert'],
  isVersioned: true,
  isIndexed: true,
  complete: (record, context, present) => withCustomFields(owned(record, context), present),
  check: (record, { stores }) => {
    const violations = required(record, record.is_organization ? 'name' : 'last_name')
    const { contact_id, parent_organization_id } = record
    if (contact_id != null && (record.is_organization || !isOrganization(stores.contacts, contact_id)))
      violations.push(wrongReference('contact_id'))
    if (
      parent_organization_id != null &&
      (!record.is_organization ||
        parent_organization_id === record.id ||
        !isOrganization(stores.contacts, parent_organization_id))
    )
      violations.push(wrongReference('parent_organization_id'))
    return violations
  },
  derive: ({ is_organization, name, first_name, last_name }) =>
    is_organization
      ? { first_name: null, last_name: null }
      : { name: [first_name, last_name].filter((part) => part).join(' ') || (name ?? null) },
}

function isOrganization(contacts: { get(id: number): Record<string, unknown> | undefined }, id: unknown) {
  return typeof id === 'number' && contacts.get(id)?.is_organization === true
}

const wrongReference = (attribute: string): Violation => ({ code: 'incorrect_value', attribute })
