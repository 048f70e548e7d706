import type { ContactFields } from '../world/connector.js'

type Loose<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | undefined }

export type Contact = Loose<ContactFields> & { readonly id: number }

export type Person = Loose<{
  id: readonly { readonly id: string; readonly provider: string }[]
  first_name: string
  last_name: string
  job_title: string
  email: Loose<{ address: string }>
  phone_work: Loose<{ landline: string }>
  address_work: Loose<{ billing: Loose<{ city: string; country: string }> }>
}>

/** The mapping of the measured pair as somebody writes it who needs it once. */
export const toPerson = (contact: Contact): Person => ({
  first_name: contact.first_name,
  last_name: contact.last_name,
  job_title: contact.title,
  email: { address: contact.email },
  phone_work: { landline: contact.phone },
  address_work: { billing: { city: contact.city, country: contact.country } },
})

export const toContact = (person: Person): Loose<ContactFields> => ({
  first_name: person.first_name,
  last_name: person.last_name,
  title: person.job_title,
  email: person.email?.address,
  phone: person.phone_work?.landline,
  city: person.address_work?.billing?.city,
  country: person.address_work?.billing?.country,
})
