import type { SeedPerson } from './people.js'
import { pick } from './presence.js'

/** An opportunity of the demonstration company; each exists on one side, for nothing but a person can tell two apart. */
export interface SeedOpportunity {
  key: number
  presence: 'hub' | 'application'
  name: string
  amount: number
  stage: string
  person: SeedPerson
}

const stages = ['Incoming', 'Qualified', 'Quote', 'Closure'] as const
const subjects = [
  'Spring order',
  'Warehouse refit',
  'Pilot projekt',
  'Año nuevo',
  'Renewal',
  '第一回注文',
] as const

/** Fifty-six opportunities with people who are no leads. */
export function opportunities(people: readonly SeedPerson[]): SeedOpportunity[] {
  return Array.from({ length: 56 }, (_, key) => {
    const presence = key % 2 === 0 ? 'hub' : 'application'
    const reachable = people.filter(
      (person) => !person.isLead && (person.presence === 'both' || person.presence === presence),
    )
    return {
      key,
      presence,
      name: `${pick(subjects, key)} ${key + 1}`,
      amount: 250 * (key + 1) + (key % 3 === 0 ? 0.5 : 0),
      stage: pick(stages, key),
      person: pick(reachable, key * 5),
    }
  })
}
