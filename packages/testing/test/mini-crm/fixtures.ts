import type { KitOptions } from '../../src/index.js'

const moments = { created_at: '2026-10-01T08:30:00Z', updated_at: '2026-10-01T08:30:00Z' }
const address = { street: '1 Park Road', city: 'Sydney' }

/** Answers of the application, as its lists yield them. */
export const fixtures = {
  contacts: [
    {
      id: 170,
      kind: 'person',
      name: 'Green',
      email: 'ada@acme.test',
      notes: 'Likes tea',
      address,
      firm_id: 171,
      ...moments,
    },
    {
      id: 171,
      kind: 'firm',
      name: 'Acme',
      email: 'office@acme.test',
      notes: 'Pays late',
      address,
      firm_id: null,
      ...moments,
    },
  ],
  products: [
    {
      id: 570,
      name: 'Hammer',
      sku: 'H240',
      details: 'Small hammer',
      price: 19.99,
      tags: ['tool', 'hand'],
      former_ids: null,
      shelf: 'B7',
      ...moments,
    },
  ],
  orders: [
    {
      id: 970,
      number: '2026-0117',
      title: 'Workshop tools',
      lines: [
        { id: 'line-a', text: 'Hammer', count: 3 },
        { id: 'line-b', text: 'Delivery', count: 1 },
      ],
      ...moments,
    },
  ],
}

/** The values of fields that do not take any. */
export const values = { contacts: { kind: ['person', 'firm'] } }

/** Merges a product into a new one of its name, as people do there. */
export const moves: NonNullable<KitOptions['moves']> = {
  products: ({ simulator }, id) => {
    const { products } = simulator.stores
    const { id: _, ...product } = { ...products?.get(Number(id)) }
    const merged = products?.insert({ ...product, former_ids: [Number(id)] })
    products?.delete(Number(id))
    return { resource: 'products', id: String(merged?.id) }
  },
}
