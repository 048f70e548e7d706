import { connec } from '@duet/connec-client'
import { type Draft, defineMapper, isBlank, type RecordOf } from '@duet/core'
import { placeholder } from '../placeholder.js'
import { contacts, leads } from '../resources.js'

/** Base CRM refuses a person without a last name. */
const NO_LAST_NAME = 'Not Available'

/** What a person is made of, as a contact or as a lead. */
const fields = {
  job_title: 'title',
  first_name: 'first_name',
  last_name: {
    to: 'last_name',
    using: placeholder(NO_LAST_NAME),
    lossy: `the placeholder "${NO_LAST_NAME}" stays in Base CRM`,
  },
  'email.address': 'email',
  assignee_id: 'owner_id',
  'contact_channel.skype': 'skype',
  'phone_work.landline': 'phone',
  'phone_work.mobile': 'mobile',
  'phone_work.fax': 'fax',
  'address_work.billing.line1': 'address.line1',
  'address_work.billing.city': 'address.city',
  'address_work.billing.postal_code': 'address.postal_code',
  'address_work.billing.region': 'address.state',
  'address_work.billing.country': 'address.country',
} as const

type Person = RecordOf<typeof connec.person>

/** The fields a second source may fill. */
interface Reachable {
  mobile?: string | null | undefined
  address?: Draft<RecordOf<typeof contacts>>['address']
}

/** Base CRM has one mobile and one address: a second landline and the shipping address fill what is missing. */
function completed<Party extends Reachable>(draft: Party, { phone_work, address_work }: Person): Party {
  const landline2 = phone_work?.landline2
  const shipping = address_work?.shipping
  return {
    ...draft,
    ...(isBlank(draft.mobile) && !isBlank(landline2) && { mobile: landline2 }),
    ...(shipping && {
      address: {
        line1: draft.address?.line1 ?? shipping.line1,
        city: draft.address?.city ?? shipping.city,
        postal_code: draft.address?.postal_code ?? shipping.postal_code,
        state: draft.address?.state ?? shipping.region,
        country: draft.address?.country ?? shipping.country,
      },
    }),
  }
}

export const contactPersonMapper = defineMapper({
  connec: connec.person,
  external: contacts,
  fields: { ...fields, organization_id: 'contact_id' },
  defaults: { connec: { assignee_type: 'AppUser' } },
  onCreate: { external: { last_name: NO_LAST_NAME } },
  toExternal: completed,
})

/** A lead names its organization in a text only, so the reference to one is not shared and never holds a lead back. */
export const leadPersonMapper = defineMapper({
  connec: connec.person,
  external: leads,
  fields,
  defaults: { connec: { is_lead: true, assignee_type: 'AppUser' } },
  onCreate: { connec: { is_customer: false }, external: { last_name: NO_LAST_NAME } },
  toExternal: completed,
})
