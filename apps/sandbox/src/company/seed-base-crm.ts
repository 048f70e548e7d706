import type { BaseCrmSimulator } from '@duet/connector-basecrm/simulator'
import { baseDeal, baseItem, baseOrganization, basePerson } from './base-spelling.js'
import type { Company } from './company.js'
import { atApplication, pick } from './presence.js'

/** Fills Base CRM with the company's records, as its users would have made them over the years. */
export function seedBaseCrm({ stores }: BaseCrmSimulator, company: Company): void {
  if (stores.contacts.count() > 0) return
  const owners = company.users.map(({ name, email, isAdmin }) => {
    const known = stores.users.all().find((user) => user.email === email)
    const role = isAdmin ? 'admin' : 'user'
    return (
      known ?? stores.users.insert({ name, email, role, status: 'active', confirmed: true, invited: false })
    ).id
  })
  const owner = (index: number | null) => pick(owners, index ?? 0)

  const organizations = new Map<number, number>()
  for (const organization of company.organizations.filter(atApplication)) {
    const { id } = stores.contacts.insert({ ...baseOrganization(organization), owner_id: owner(0) })
    organizations.set(organization.key, id)
  }
  const people = new Map<number, number>()
  for (const person of company.people.filter(atApplication)) {
    const employer = person.employer && organizations.get(person.employer.key)
    const fields = basePerson(person, {
      owner: owner(person.owner),
      ...(employer ? { organization: employer } : {}),
    })
    const { id } = (person.isLead ? stores.leads : stores.contacts).insert({
      ...fields,
      ...(person.isLead ? { status: 'New' } : { name: `${person.firstName} ${person.lastName}` }),
    })
    people.set(person.key, id)
  }
  for (const item of company.items.filter(atApplication)) stores.products.insert(baseItem(item))
  for (const opportunity of company.opportunities.filter(atApplication)) {
    const stage = stores.stages.all().find(({ name }) => name === opportunity.stage)
    const person = people.get(opportunity.person.key)
    if (stage === undefined || person === undefined)
      throw new Error(`Failed to seed the deal ${opportunity.name}`)
    stores.deals.insert(baseDeal(opportunity, { person, stage: stage.id, owner: owner(0) }))
  }
  // Somebody deleted a contact before anything was ever shared.
  const gone = stores.contacts.insert({
    is_organization: false,
    first_name: 'Former',
    last_name: 'Contact',
    name: 'Former Contact',
  })
  stores.contacts.delete(gone.id)
}
