import { connec } from '@duet/connec-client'
import { type Draft, defineMapper, defineResource, integerId, type RecordOf } from '@duet/core'
import { z } from 'zod'

const text = z.string()

const contacts = defineResource({
  name: 'contacts',
  id: integerId,
  fields: {
    first_name: text,
    last_name: text,
    title: text,
    about: text,
    source: text,
    email: text,
    website: text,
    phone: text,
    mobile: text,
    fax: text,
    skype: text,
    address: z.object({ line1: text, city: text, postal_code: text, state: text, country: text }),
  },
  async *list() {},
})

/** Sixteen fields, nested on both sides. */
export const personMapper = defineMapper({
  connec: connec.person,
  external: contacts,
  fields: {
    first_name: 'first_name',
    last_name: 'last_name',
    job_title: 'title',
    description: 'about',
    lead_source: 'source',
    'email.address': 'email',
    'website.url': 'website',
    'phone_work.landline': 'phone',
    'phone_work.mobile': 'mobile',
    'phone_work.fax': 'fax',
    'contact_channel.skype': 'skype',
    'address_work.billing.line1': 'address.line1',
    'address_work.billing.city': 'address.city',
    'address_work.billing.postal_code': 'address.postal_code',
    'address_work.billing.region': 'address.state',
    'address_work.billing.country': 'address.country',
  },
})

type Person = RecordOf<typeof connec.person>
type Contact = RecordOf<typeof contacts>

/** The same, as somebody would write it who wants speed and nothing else: absent stays absent, null stays null. */
export const personByHand = {
  toConnec(contact: Contact): Draft<Person> {
    const person: Draft<Person> = {}
    if (contact.first_name !== undefined) person.first_name = contact.first_name
    if (contact.last_name !== undefined) person.last_name = contact.last_name
    if (contact.title !== undefined) person.job_title = contact.title
    if (contact.about !== undefined) person.description = contact.about
    if (contact.source !== undefined) person.lead_source = contact.source
    if (contact.email !== undefined) person.email = { address: contact.email }
    if (contact.website !== undefined) person.website = { url: contact.website }
    const { phone, mobile, fax } = contact
    if (phone !== undefined || mobile !== undefined || fax !== undefined) {
      const work: NonNullable<Draft<Person>['phone_work']> = {}
      if (phone !== undefined) work.landline = phone
      if (mobile !== undefined) work.mobile = mobile
      if (fax !== undefined) work.fax = fax
      person.phone_work = work
    }
    if (contact.skype !== undefined) person.contact_channel = { skype: contact.skype }
    const { address } = contact
    if (address) {
      const billing: NonNullable<NonNullable<Draft<Person>['address_work']>['billing']> = {}
      if (address.line1 !== undefined) billing.line1 = address.line1
      if (address.city !== undefined) billing.city = address.city
      if (address.postal_code !== undefined) billing.postal_code = address.postal_code
      if (address.state !== undefined) billing.region = address.state
      if (address.country !== undefined) billing.country = address.country
      person.address_work = { billing }
    }
    return person
  },
  toExternal(person: Person): Draft<Contact> {
    const contact: Draft<Contact> = {}
    if (person.first_name !== undefined) contact.first_name = person.first_name
    if (person.last_name !== undefined) contact.last_name = person.last_name
    if (person.job_title !== undefined) contact.title = person.job_title
    if (person.description !== undefined) contact.about = person.description
    if (person.lead_source !== undefined) contact.source = person.lead_source
    if (person.email?.address !== undefined) contact.email = person.email.address
    if (person.website?.url !== undefined) contact.website = person.website.url
    const { phone_work: phone } = person
    if (phone) {
      if (phone.landline !== undefined) contact.phone = phone.landline
      if (phone.mobile !== undefined) contact.mobile = phone.mobile
      if (phone.fax !== undefined) contact.fax = phone.fax
    }
    if (person.contact_channel?.skype !== undefined) contact.skype = person.contact_channel.skype
    const billing = person.address_work?.billing
    if (billing) {
      const address: NonNullable<Draft<Contact>['address']> = {}
      if (billing.line1 !== undefined) address.line1 = billing.line1
      if (billing.city !== undefined) address.city = billing.city
      if (billing.postal_code !== undefined) address.postal_code = billing.postal_code
      if (billing.region !== undefined) address.state = billing.region
      if (billing.country !== undefined) address.country = billing.country
      contact.address = address
    }
    return contact
  },
}

/** A contact as an API answers it: some fields missing, some null. */
export const contactOf = (number: number) => ({
  id: number,
  created_at: '2026-03-02T08:00:00Z',
  updated_at: '2026-03-03T09:30:00Z',
  creator_id: 960_788,
  first_name: `First ${number}`,
  last_name: `Last ${number}`,
  ...(number % 11 !== 0 && { title: `Title ${number % 40}` }),
  about: `Met at the fair, stand ${number}`,
  source: 'fair',
  email: `person.${number}@example.com`,
  ...(number % 5 !== 0 && { website: `https://${number}.example.com` }),
  phone: `+44 20 5550 ${number}`,
  mobile: `+44 7700 ${number}`,
  fax: number % 3 === 0 ? `+44 20 5551 ${number}` : null,
  skype: `person.${number}`,
  ...(number % 7 !== 0 && {
    address: {
      line1: `${number} Park Road`,
      city: 'London',
      postal_code: `W${number}`,
      state: 'London',
      country: 'GB',
    },
  }),
  tags: ['fair'],
})
