import type { Hub } from '@duet/hub'
import { COMPANY } from '../host-settings.js'
import { connecId } from '../sides/hub-side.js'
import type { Company } from './company.js'
import { hubItem, hubOpportunity, hubOrganization, hubPerson } from './hub-spelling.js'
import { atHub } from './presence.js'

type Fields = Readonly<Record<string, unknown>>

/** Fills the hub with the company's records, as its other applications would have left them. */
export async function seedHub(hub: Hub, company: Company): Promise<void> {
  if ((await hub.records.count(COMPANY.uid, 'people')) > 0) return
  const create = async (collection: string, many: readonly Fields[]): Promise<string[]> =>
    (await hub.records.createMany(COMPANY.uid, collection, many, { by: COMPANY.pageGroup })).map(connecId)

  const users = await create('app_users', company.users.map(hubUser))
  const organizations = company.organizations.filter(atHub)
  const organizationIds = idsByKey(
    organizations,
    await create('organizations', organizations.map(hubOrganization)),
  )
  const people = company.people.filter(atHub)
  const peopleIds = idsByKey(
    people,
    await create(
      'people',
      people.map((person) =>
        hubPerson(person, {
          organization: person.employer === null ? undefined : organizationIds.get(person.employer.key),
          owner: person.owner === null ? undefined : users[person.owner],
        }),
      ),
    ),
  )
  await create('items', company.items.filter(atHub).map(hubItem))
  await create(
    'opportunities',
    company.opportunities
      .filter(atHub)
      .map((opportunity) => hubOpportunity(opportunity, peopleIds.get(opportunity.person.key))),
  )
  // Somebody archived a person before anything was ever shared.
  await create('people', [{ first_name: 'Archived', last_name: 'Person', status: 'ARCHIVED' }])
}

const hubUser = ({ name, email, isAdmin }: Company['users'][number]): Fields => {
  const [first_name, ...others] = name.split(' ')
  return { first_name, last_name: others.join(' '), email: { address: email }, is_admin: isAdmin }
}

const idsByKey = (records: readonly { key: number }[], ids: readonly string[]): Map<number, string> =>
  new Map(records.flatMap(({ key }, index) => (ids[index] === undefined ? [] : [[key, ids[index]]])))
