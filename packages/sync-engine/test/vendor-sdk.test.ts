import { connec } from '@duet/connec-client'
import {
  type ClientParts,
  defineClient,
  defineConnector,
  defineEntity,
  defineMapper,
  defineResource,
  integerId,
} from '@duet/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet } from './world.js'

const page = z.object({ records: z.array(z.unknown()) })

/** A vendor's SDK in miniature. */
class CrmSdk {
  readonly #parts: ClientParts
  constructor(parts: ClientParts) {
    this.#parts = parts
  }
  list = async () => page.parse(await this.#call('GET', '/products?limit=100')).records
  create = (fields: unknown) => this.#call('POST', '/products', fields)
  update = (id: string, fields: unknown) => this.#call('PUT', `/products/${id}`, fields)

  async #call(method: string, path: string, fields?: unknown): Promise<unknown> {
    const { fetch, baseUrl } = this.#parts
    const body = fields === undefined ? {} : { body: JSON.stringify(fields) }
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...body,
    })
    if (!response.ok) throw new Error(`the CRM said ${response.status}`)
    return response.json()
  }
}

const sdk = defineClient((parts) => new CrmSdk(parts))

const products = defineResource({
  name: 'products',
  id: integerId,
  fields: { name: z.string(), sku: z.string() },
  async *list(http) {
    yield await http.client(sdk).list()
  },
  create: (http, fields) => http.client(sdk).create(fields),
  update: (http, id, fields) => http.client(sdk).update(id, fields),
})

const connector = defineConnector({
  ...smallCrm,
  client: sdk,
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

test("a connector on its application's own SDK is synchronized both ways", async () => {
  await using world = await createWorld({ connector })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  const nail = await world.hubCreate('items', { name: 'Nail', reference: 'N1' })
  await world.run()
  expect(await world.hubRecords('items')).toMatchObject([{ name: 'Nail' }, { name: 'Hammer' }])
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Hammer' }, { name: 'Nail' }])
  await world.hubUpdate('items', nail, { name: 'Long nail' })
  await world.run()
  expect(world.crm.stores.products.get(2)).toMatchObject({ name: 'Long nail' })
  expectQuiet(await world.run())
})
