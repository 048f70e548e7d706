import type { Side } from '@duet/core'
import type { Hub } from '@duet/hub'
import type { Company } from './company.js'
import type { Edits } from './edits.js'
import { type Kind, kinds, people } from './kinds.js'
import type { Random } from './random.js'
import { type PeopleSide, sidesOf } from './sides.js'

/** Somebody who does one thing at a time: makes a record or edits one, at any company, on either side. */
export interface PeopleAtWork {
  act(): Promise<void>
  /** Some records for every company before anything is shared. */
  begin(): Promise<void>
}

export interface World {
  hub: Hub
  companies: readonly Company[]
  random: Random
  edits: Edits
}

const sides: readonly Side[] = ['connec', 'external']
const FIRST_VALUE = 100_000
const FIRST_RECORDS = 12
/** Of ten actions so many make a record. */
const CREATES_OF_TEN = 3

export function peopleAtWork({ hub, companies, random, edits }: World): PeopleAtWork {
  let sequence = FIRST_VALUE

  async function create(company: Company, kind: Kind, side: Side): Promise<void> {
    const at = sidesOf(hub, company)[side]
    const person = await somePerson(at, side)
    if (kind.name === 'opportunity' && person === undefined) return
    const key = `${kind.name}-${++sequence}`
    await at.create(kind, kind.create[side](key, person ?? ''))
    edits.add({ record: recordName(company, kind, key), field: 'key', side, value: key })
  }

  async function somePerson(at: PeopleSide, side: Side): Promise<string | undefined> {
    const known = (await at.list(people)).filter(({ fields }) => people.keyOf[side](fields) !== undefined)
    return random.oneOf(known.slice(-5))?.id
  }

  async function edit(company: Company, kind: Kind, side: Side): Promise<void> {
    const at = sidesOf(hub, company)[side]
    const record = random.oneOf(await at.list(kind))
    const field = random.oneOf(Object.entries(kind.fields))
    const key = record && kind.keyOf[side](record.fields)
    if (record === undefined || field === undefined || key === undefined) return
    const [name, places] = field
    const value = String(++sequence)
    await at.update(kind, record.id, places[side].write(value))
    edits.add({ record: recordName(company, kind, key), field: name, side, value })
  }

  const anywhere = () => ({
    company: random.oneOf(companies),
    kind: random.oneOf(kinds),
    side: random.oneOf(sides),
  })

  return {
    async act() {
      const { company, kind, side } = anywhere()
      if (!company || !kind || !side) return
      if (random.below(10) < CREATES_OF_TEN) await create(company, kind, side)
      else await edit(company, kind, side)
    },
    async begin() {
      for (const company of companies) {
        for (let made = 0; made < FIRST_RECORDS; made++) {
          const { kind, side } = anywhere()
          if (kind && side) await create(company, kind, side)
        }
      }
    },
  }
}

/** Names a record the same on both sides. */
export const recordName = ({ name }: Company, { name: kind }: Kind, key: string): string =>
  `${name}, ${kind} ${key}`
