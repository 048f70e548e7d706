import { connec } from '@duet/connec-client'
import { type Draft, decimal, defineMapper, defineResource, integerId, type RecordOf } from '@duet/core'
import { z } from 'zod'

const products = defineResource({
  name: 'products',
  id: integerId,
  fields: {
    title: z.string(),
    sku: z.string(),
    text: z.string(),
    unit: z.string(),
    weight: z.number(),
    cost: decimal,
    cost_currency: z.string(),
    prices: z.array(z.object({ amount: decimal, currency: z.string() })),
  },
  async *list() {},
})

/** Nine fields, one of them the first of a list. */
export const itemMapper = defineMapper({
  connec: connec.item,
  external: products,
  fields: {
    name: 'title',
    reference: 'sku',
    description: 'text',
    unit: 'unit',
    weight: 'weight',
    'purchase_price.total_amount': 'cost',
    'purchase_price.currency': 'cost_currency',
    'sale_price.total_amount': 'prices[0].amount',
    'sale_price.currency': 'prices[0].currency',
  },
})

type Item = RecordOf<typeof connec.item>
type Product = RecordOf<typeof products>
type Price = NonNullable<Draft<Item>['sale_price']>

export const itemByHand = {
  toConnec(product: Product): Draft<Item> {
    const item: Draft<Item> = {}
    if (product.title !== undefined) item.name = product.title
    if (product.sku !== undefined) item.reference = product.sku
    if (product.text !== undefined) item.description = product.text
    if (product.unit !== undefined) item.unit = product.unit
    if (product.weight !== undefined) item.weight = product.weight
    if (product.cost !== undefined || product.cost_currency !== undefined) {
      const price: Price = {}
      if (product.cost !== undefined) price.total_amount = product.cost
      if (product.cost_currency !== undefined) price.currency = product.cost_currency
      item.purchase_price = price
    }
    const first = product.prices?.[0]
    if (first && (first.amount !== undefined || first.currency !== undefined)) {
      const price: Price = {}
      if (first.amount !== undefined) price.total_amount = first.amount
      if (first.currency !== undefined) price.currency = first.currency
      item.sale_price = price
    }
    return item
  },
  toExternal(item: Item): Draft<Product> {
    const product: Draft<Product> = {}
    if (item.name !== undefined) product.title = item.name
    if (item.reference !== undefined) product.sku = item.reference
    if (item.description !== undefined) product.text = item.description
    if (item.unit !== undefined) product.unit = item.unit
    if (item.weight !== undefined) product.weight = item.weight
    const { purchase_price: cost, sale_price: price } = item
    if (cost) {
      if (cost.total_amount !== undefined) product.cost = cost.total_amount
      if (cost.currency !== undefined) product.cost_currency = cost.currency
    }
    if (price && (price.total_amount != null || price.currency != null)) {
      const first: { amount?: number; currency?: string } = {}
      if (price.total_amount != null) first.amount = price.total_amount
      if (price.currency != null) first.currency = price.currency
      product.prices = [first]
    }
    return product
  },
}

export const productOf = (number: number) => ({
  id: number,
  created_at: '2026-03-02T08:00:00Z',
  updated_at: '2026-03-03T09:30:00Z',
  title: `Product ${number}`,
  sku: `P-${number}`,
  ...(number % 6 !== 0 && { text: `Made of steel, batch ${number}` }),
  unit: number % 4 === 0 ? null : 'piece',
  weight: number / 8,
  cost: `${number}.50`,
  cost_currency: 'EUR',
  ...(number % 9 !== 0 && { prices: [{ amount: `${number * 2}.00`, currency: 'EUR' }] }),
  active: true,
})
