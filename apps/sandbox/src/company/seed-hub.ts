import type { Hub } from '@duet/hub'
import { COMPANY } from '../host-settings.js'
import type { Company } from './company.js'
import { hubItem, hubOpportunity, hubOrganization, hubPerson } from './hub-spelling.js'
import { atHub } from './presence.js'

/** Fills the hub with the company's records, as its other applications would have left them. */
export async function seedHub(hub: Hub, company: Company): Promise<void> {
  const create = async (collection: string, fields: object): Promise<string> =>
    (await hub.records.create(COMPANY.uid, collection, fields)).id
  if ((await hub.records.list(COMPANY.uid, 'people')).length > 0) return

  const users: string[] = []
  for (const { name, email, isAdmin } of company.users) {
    const [first_name, ...rest] = name.split(' ')
    users.push(await create('app_users', { first_name, last_name: rest.join(' '), email: { address: email }, is_admin: isAdmin }))
  }
  const organizations = new Map<number, string>()
  for (const organization of company.organizations.filter(atHub)) {
    organizations.set(organization.key, await create('organizations', hubOrganization(organization)))
  }
  const people = new Map<number, string>()
  for (const person of company.people.filter(atHub)) {
    const organization = person.employer && organizations.get(person.employer.key)
    const owner = person.owner === null ? undefined : users[person.owner]
    const references = { ...(organization ? { organization } : {}), ...(owner ? { owner } : {}) }
    people.set(person.key, await create('people', hubPerson(person, references)))
  }
  for (const item of company.items.filter(atHub)) await create('items', hubItem(item))
  for (const opportunity of company.opportunities.filter(atHub)) {
    const person = people.get(opportunity.person.key)
    if (person === undefined) throw new Error(`Failed to seed the opportunity ${opportunity.name}`)
    await create('opportunities', hubOpportunity(opportunity, person))
  }
  // Somebody archived a person before anything was ever shared.
  await create('people', { first_name: 'Archived', last_name: 'Person', status: 'ARCHIVED' })
}
