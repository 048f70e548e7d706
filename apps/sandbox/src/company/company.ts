import { items, type SeedItem } from './items.js'
import { opportunities, type SeedOpportunity } from './opportunities.js'
import { organizations, type SeedOrganization } from './organizations.js'
import { people, type SeedPerson } from './people.js'

export interface SeedUser {
  name: string
  email: string
  isAdmin: boolean
}

/** The company of the tour: the same at every start, partly in the hub, partly in Base CRM, partly in both. */
export interface Company {
  users: readonly SeedUser[]
  organizations: readonly SeedOrganization[]
  people: readonly SeedPerson[]
  items: readonly SeedItem[]
  opportunities: readonly SeedOpportunity[]
}

const users: readonly SeedUser[] = [
  { name: 'Grace Linden', email: 'grace@northwind.example', isAdmin: true },
  { name: 'Henrik Ås', email: 'henrik@northwind.example', isAdmin: false },
  { name: 'Inês Carvalho', email: 'ines@northwind.example', isAdmin: false },
  { name: 'Jamal Okafor', email: 'jamal@northwind.example', isAdmin: false },
]

export function demonstrationCompany(): Company {
  const seededOrganizations = organizations()
  const seededPeople = people(seededOrganizations)
  return {
    users,
    organizations: seededOrganizations,
    people: seededPeople,
    items: items(),
    opportunities: opportunities(seededPeople),
  }
}
