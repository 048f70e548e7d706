import type { BaseCrmClient, BaseRecord } from './base-crm-client.js'
import { connecIdOf, type HubClient, type HubRecord, idsOf } from './hub-client.js'

/** Two halves of one record. */
interface Pair {
  hub: HubRecord
  hubId: string
  baseId: number
}

/** What was edited, and what must hold afterwards. */
export interface Edits {
  /** Ids of Base CRM that were deleted there and must not come back. */
  deletedInBase: readonly { id: number; hubId: string; email: string }[]
  archivedInHub: readonly { hubId: string; baseId: number }[]
  /** Looks at both sides after the synchronization; complaints in words. */
  check(): Promise<string[]>
}

/** A person's work between two synchronizations, on both sides. */
export async function editBothSides(hub: HubClient, base: BaseCrmClient): Promise<Edits> {
  const [first, second, third, fourth, fifth, sixth] = await pairsOfPeople(hub, base)
  if (!first || !second || !third || !fourth || !fifth || !sixth) {
    throw new Error('Failed to find six people on both sides: the first synchronization did not share them.')
  }
  // Different records.
  await hub.update('people', first.hubId, { job_title: 'Chief Editor' })
  await base.update('contacts', second.baseId, { title: 'Head of Sales' })
  // The same record, different fields.
  await hub.update('people', third.hubId, { phone_work: { landline: '+61 2 5550 9999' } })
  await base.update('contacts', third.baseId, { skype: 'third.person' })
  // The same field: the edits are a moment apart, within the tolerance the application wins.
  await hub.update('people', fourth.hubId, { job_title: 'Named by the hub' })
  await base.update('contacts', fourth.baseId, { title: 'Named by Base CRM' })
  // A deletion in Base CRM, noticed by the next write; an archived record at the hub.
  await base.delete('contacts', fifth.baseId)
  await hub.update('people', fifth.hubId, { job_title: 'Nobody over there' })
  await hub.update('people', sixth.hubId, { status: 'ARCHIVED' })
  await createOnBothSides(hub, base)

  const titleAt = async (pair: Pair) => {
    const contacts = await base.list('contacts')
    return contacts.find((contact) => contact.id === pair.baseId)
  }
  return {
    deletedInBase: [{ id: fifth.baseId, hubId: fifth.hubId, email: emailOf(fifth.hub) }],
    archivedInHub: [{ hubId: sixth.hubId, baseId: sixth.baseId }],
    check: async () => {
      const complaints: string[] = []
      const expectTitle = async (pair: Pair, field: 'title' | 'phone' | 'skype', value: string) => {
        const contact = await titleAt(pair)
        if (contact?.[field] !== value)
          complaints.push(`contact ${pair.baseId}: ${field} is "${contact?.[field]}" instead of "${value}"`)
      }
      await expectTitle(first, 'title', 'Chief Editor')
      await expectTitle(third, 'phone', '+61 2 5550 9999')
      await expectTitle(third, 'skype', 'third.person')
      await expectTitle(fourth, 'title', 'Named by Base CRM')
      if (await base.exists('contacts', fifth.baseId)) complaints.push(`contact ${fifth.baseId} came back`)
      const contacts = await base.list('contacts')
      if (contacts.some((contact) => contact.email === emailOf(fifth.hub)))
        complaints.push(`contact ${fifth.baseId} was created again`)
      const people = await hub.list('people')
      const kept = people.find((person) => connecIdOf(person) === fifth.hubId)
      if (!kept) complaints.push(`person ${fifth.hubId} is gone from the hub`)
      const archived = people.find((person) => connecIdOf(person) === sixth.hubId)
      if (archived?.status !== 'ARCHIVED') complaints.push(`person ${sixth.hubId} is no longer archived`)
      return complaints
    },
  }
}

const emailOf = (person: HubRecord) => {
  const email = person.email
  return typeof email === 'object' && email !== null && 'address' in email ? String(email.address) : ''
}

async function pairsOfPeople(hub: HubClient, base: BaseCrmClient): Promise<Pair[]> {
  const contacts = new Map((await base.list('contacts')).map((contact) => [String(contact.id), contact]))
  const isPerson = (contact: BaseRecord | undefined) => contact?.is_organization === false
  return (await hub.list('people'))
    .filter((person) => person.status !== 'ARCHIVED' && emailOf(person) !== '')
    .flatMap((person) => {
      const id = idsOf(person, 'basecrm').find((candidate) => isPerson(contacts.get(candidate)))
      return id === undefined ? [] : [{ hub: person, hubId: connecIdOf(person), baseId: Number(id) }]
    })
}

async function createOnBothSides(hub: HubClient, base: BaseCrmClient): Promise<void> {
  const employer = await base.create('contacts', {
    name: 'Fjord Ferries',
    is_organization: true,
    phone: '+47 5550 1000',
  })
  const contact = await base.create('contacts', {
    first_name: 'Ingrid',
    last_name: 'Åsland',
    email: 'ingrid@fjord-ferries.example',
    contact_id: employer.id,
  })
  await base.create('leads', { first_name: 'Paul', last_name: 'Prospect', email: 'paul@prospect.example' })
  await base.create('products', {
    name: 'Life jacket',
    sku: 'LJ-1',
    active: true,
    prices: [{ amount: '49.90', currency: 'GBP' }],
  })
  await base.create('deals', { name: 'Season supplies', contact_id: contact.id, value: '1250.50' })

  const organization = await hub.create('organizations', {
    name: 'Hübner & Söhne',
    phone: { landline: '+49 30 5550' },
  })
  const person = await hub.create('people', {
    first_name: 'Jürgen',
    last_name: 'Hübner',
    email: { address: 'juergen@huebner.example' },
    organization_id: connecIdOf(organization),
  })
  await hub.create('items', {
    name: 'Lantern',
    reference: 'LAN-9',
    sale_price: { total_amount: 15, currency: 'GBP' },
  })
  await hub.create('opportunities', {
    name: 'Harbour lights',
    amount: { total_amount: 900, currency: 'GBP' },
    lead_id: connecIdOf(person),
  })
}
