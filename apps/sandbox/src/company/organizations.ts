import { cities, companyForms, companyNames } from './names.js'
import { type Presence, pick, presenceOf } from './presence.js'

/** An organization of the demonstration company, before it is spelled for either side. */
export interface SeedOrganization {
  key: number
  presence: Presence
  name: string
  phone: string | null
  email: string | null
  website: string | null
  street: string | null
  place: (typeof cities)[number] | null
}

/** Sixty-six organizations: a third on both sides, a third on each alone; some hardly filled in. */
export function organizations(): SeedOrganization[] {
  return Array.from({ length: 66 }, (_, key) => {
    const name = `${pick(companyNames, key)} ${pick(companyForms, Math.floor(key / companyNames.length) * 2 + key)}`
    const slug = `company${key}.example`
    const bare = key % 9 === 8
    return {
      key,
      presence: presenceOf(key),
      name,
      phone: bare ? null : `+61 2 5550 ${1000 + key}`,
      email: key % 4 === 0 ? null : `office@${slug}`,
      website: key % 3 === 0 ? null : `https://${slug}`,
      street: bare ? null : `${key + 1} Harbour Road`,
      place: bare ? null : pick(cities, key),
    }
  })
}
