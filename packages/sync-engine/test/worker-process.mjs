// A worker in a process of its own, for processes.test.ts: tries to synchronize one link until it may, and tells.
import { connec, createConnec, createConnecHttp } from '@duet/connec-client'
import { apiKey, defineConnector, defineEntity, defineMapper, defineResource, integerId } from '@duet/core'
import { createHttp } from '@duet/http'
import { openStore } from '@duet/store'
import { synchronize } from '@duet/sync-engine'
import { z } from 'zod'

const { database, linkId, crmUrl, hubUrl, owner, leaseMs, tries } = JSON.parse(process.argv[2] ?? '')
const tell = (words) => process.stdout.write(`${JSON.stringify(words)}\n`)

const page = z.object({ records: z.array(z.unknown()), next: z.number().nullable() })
const products = defineResource({
  name: 'products',
  id: integerId,
  fields: { name: z.string(), sku: z.string() },
  async *list(http, { since, pageSize, checkpoint }) {
    const query = { since, limit: pageSize }
    const next = ({ next: offset }) => (offset === null ? undefined : { offset })
    for await (const { records } of http.pages('/products', page, { query, next, checkpoint })) yield records
  },
  create: (http, fields) => http.post('/products', z.unknown(), { json: fields }),
  update: (http, id, fields) => http.put(`/products/${id}`, z.unknown(), { json: fields }),
})
const connector = defineConnector({
  name: 'small-crm',
  displayName: 'Small CRM',
  apiVersion: '1.0',
  baseUrl: 'https://crm.test/api',
  auth: apiKey({ header: 'x-key', label: 'Key' }),
  account: async () => ({ id: '9', name: 'Test account' }),
  entities: [
    defineEntity({
      mapper: defineMapper({
        connec: connec.item,
        external: products,
        fields: { name: 'name', reference: 'sku' },
      }),
    }),
  ],
})

const store = await openStore(database)
const link = await store.links.byId(linkId)
const http = createHttp({ baseUrl: `${crmUrl}/api`, userAgent: 'test', client: connector.client })
const hubHttp = createConnecHttp({ host: hubUrl, apiId: 'id', apiKey: 'key', userAgent: 'test' })
const hub = createConnec({ http: hubHttp, groupId: 'cld-test', provider: 'small-crm', realm: '9' })

tell({ ready: owner })
await new Promise((resolve) => process.stdin.once('data', resolve))
for (let attempt = 1; attempt <= tries; attempt += 1) {
  const report = await synchronize({
    store,
    link,
    connector,
    http,
    connec: hub,
    trigger: 'manual',
    options: {},
    owner,
    settings: { leaseMs, firstPageSize: 5, pageSize: 5, workingSet: 5 },
  })
  if (report !== undefined || attempt === tries) {
    const { number, status, totals } = report ?? {}
    tell({ owner, attempt, isBusy: report === undefined, number, status, applied: totals?.applied })
    break
  }
  await new Promise((resolve) => setTimeout(resolve, 100))
}
process.exit()
