import { defineComplexEntity } from '@duet/core'
import { leadConversions } from '../lead-conversions.js'
import { contactOrganizationMapper, leadOrganizationMapper } from '../mappers/organization.js'
import { contactPersonMapper, leadPersonMapper } from '../mappers/person.js'

/**
 * Contacts and leads are people or organizations, and the other way round.
 *
 * A lead with a last name is a person, whatever organization it names. A name that is not there is null in Base CRM,
 * never an empty text.
 *
 * Match: a wrong merge mixes two strangers for good, a missed one leaves a duplicate that can still be merged by hand.
 * So an e-mail address alone is not enough (colleagues share `info@`, families share one) and a full name alone is
 * not either; both together are, and so are a full name and a mobile number. The organization takes no part: on a first
 * push the hub cannot compare it yet. Of an organization there is only its name to go by.
 *
 * A lead that is converted goes on as the contact it has become, with the same record at the hub.
 */
export const personAndOrganization = defineComplexEntity({
  name: 'person_and_organization',
  mappers: [contactPersonMapper, leadPersonMapper, contactOrganizationMapper, leadOrganizationMapper],
  toExternal: {
    person: (person) => (person.is_lead ? 'leads' : 'contacts'),
    organization: (organization) => (organization.is_lead ? 'leads' : 'contacts'),
  },
  toConnec: {
    contacts: (contact) => (contact.is_organization ? 'organization' : 'person'),
    leads: (lead) => (lead.organization_name != null && lead.last_name == null ? 'organization' : 'person'),
  },
  match: {
    person: [
      ['email.address', 'first_name', 'last_name'],
      ['phone_work.mobile', 'first_name', 'last_name'],
    ],
    organization: ['name'],
  },
  moved: { contacts: leadConversions },
})
