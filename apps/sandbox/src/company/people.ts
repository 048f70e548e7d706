import { cities, firstNames, jobTitles, lastNames } from './names.js'
import type { SeedOrganization } from './organizations.js'
import { type Presence, pick, presenceOf } from './presence.js'

/** A person of the demonstration company, before it is spelled for either side. */
export interface SeedPerson {
  key: number
  presence: Presence
  isLead: boolean
  firstName: string
  lastName: string
  email: string | null
  phone: string | null
  mobile: string | null
  jobTitle: string | null
  street: string | null
  place: (typeof cities)[number] | null
  /** The organization it works for, one that exists wherever the person does. */
  employer: SeedOrganization | null
  /** Number of the user who looks after it; null for nobody in particular. */
  owner: number | null
}

/** Two hundred and ten people and thirty leads; no two have the same name or address. */
export function people(organizations: readonly SeedOrganization[]): SeedPerson[] {
  return Array.from({ length: 240 }, (_, key) => {
    const isLead = key >= 210
    const presence = presenceOf(key)
    const bare = key % 11 === 10 && presence !== 'both'
    const firstName = pick(firstNames, key)
    const lastName = pick(lastNames, key * 7 + Math.floor(key / firstNames.length))
    return {
      key,
      presence,
      isLead,
      firstName,
      lastName,
      email: bare ? null : `person${key}@mail.example`,
      phone: key % 4 === 3 ? null : `+44 20 7946 ${String(key).padStart(4, '0')}`,
      mobile: key % 5 === 4 ? null : `+44 7700 900${String(key).padStart(3, '0')}`,
      jobTitle: key % 6 === 5 ? null : pick(jobTitles, key),
      street: bare ? null : `${key + 1} Station Street`,
      place: bare ? null : pick(cities, key + 1),
      employer: isLead || key % 5 === 0 ? null : employerOf(key, presence, organizations),
      owner: key % 7 === 0 ? null : key % 4,
    }
  })
}

function employerOf(
  key: number,
  presence: Presence,
  organizations: readonly SeedOrganization[],
): SeedOrganization {
  const reachable = organizations.filter(
    (organization) => organization.presence === 'both' || organization.presence === presence,
  )
  return pick(reachable, key * 3)
}
