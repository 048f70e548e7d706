import { readFileSync } from 'node:fs'
import { testConnector } from '@duet/testing'
import { z } from 'zod'
import { basecrm } from '../src/index.js'
import { createBaseCrmSimulator } from '../src/simulator/index.js'

const converted = z.object({
  data: z.object({ individual_id: z.int().nullable(), organization_id: z.int().nullable() }),
})
const answer = z.object({ data: z.looseObject({}) })
const fixture = (name: string): object =>
  answer.parse(JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'))).data

testConnector(basecrm, {
  simulator: () => createBaseCrmSimulator(),
  fixtures: {
    accounts: [fixture('account')],
    users: [fixture('user')],
    contacts: [fixture('contact'), fixture('organization-contact')],
    leads: [fixture('lead'), fixture('organization-lead')],
    products: [fixture('product')],
    deals: [fixture('deal')],
  },
  moves: {
    async leads({ http }, id) {
      const json = { data: { lead_id: Number(id), create_deal: false } }
      const { data } = await http.post('/lead_conversions', converted, { json })
      return { resource: 'contacts', id: String(data.individual_id ?? data.organization_id) }
    },
  },
  values: { users: { role: ['user', 'admin'], status: ['active', 'inactive'] } },
})
