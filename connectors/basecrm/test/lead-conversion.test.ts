import { connec } from '@duet/connec-client'
import { linkCompany } from '@duet/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { basecrm } from '../src/index.js'
import { linkAccount } from './linked-account.js'

const leo = {
  first_name: 'Leo',
  last_name: 'Marsh',
  organization_name: 'Marsh & Sons',
  email: 'leo@marsh.example',
}
const converted = z.object({
  data: z.object({ individual_id: z.int().nullable(), organization_id: z.int().nullable() }),
})

/** A linked company whose lead was shared and then converted. */
async function convertedLead(fields: Record<string, unknown>) {
  const account = linkAccount()
  const company = await linkCompany(basecrm, account, { entities: ['person_and_organization'] })
  const { id } = account.simulator.stores.leads.insert(fields)
  await company.run()
  const body = { data: { lead_id: id, create_deal: false } }
  const { data } = await account.http.post('/lead_conversions', converted, { json: body })
  return { account, company, leadId: String(id), ...data }
}

test('a converted lead goes on as a contact: one person at the hub, under both ids', async () => {
  const { account, company, leadId, individual_id } = await convertedLead(leo)
  await using _ = company
  await company.run()
  const people = await company.hubRecords(connec.person)
  const asLeads = await company.hubRecords(connec.person, 'lead')
  expect(people.map(({ externalIds }) => externalIds)).toEqual([[String(individual_id)]])
  expect(asLeads.map(({ externalIds }) => externalIds)).toEqual([[leadId]])
  const [person] = people
  await company.updateAtHub(connec.person, person?.connecId ?? '', { job_title: 'CEO' })
  await company.run()
  const { contacts, leads } = account.simulator.stores
  expect(contacts.get(individual_id ?? 0)).toMatchObject({ title: 'CEO' })
  expect(leads.get(Number(leadId))).not.toMatchObject({ title: 'CEO' })
  const quiet = await company.run()
  expect(quiet.totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0 })
})

test('a lead that is an organization goes on as one', async () => {
  const { company, organization_id } = await convertedLead({ organization_name: 'Marsh & Sons' })
  await using _ = company
  await company.run()
  const organizations = await company.hubRecords(connec.organization)
  expect(organizations.map(({ externalIds }) => externalIds)).toEqual([[String(organization_id)]])
})
