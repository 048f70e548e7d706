import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { placeholder } from '../placeholder.js'
import { products } from '../resources.js'

const NO_DESCRIPTION = 'This item has no description'

export const itemMapper = defineMapper({
  connec: connec.item,
  external: products,
  fields: {
    name: 'name',
    reference: 'sku',
    description: {
      to: 'description',
      using: placeholder(NO_DESCRIPTION),
      lossy: `the placeholder "${NO_DESCRIPTION}" stays in Base CRM`,
    },
    'sale_price.total_amount': 'prices[0].amount',
    'sale_price.currency': 'prices[0].currency',
    'purchase_price.total_amount': 'cost',
    'purchase_price.currency': 'cost_currency',
  },
  onCreate: {
    connec: { sale_price: { total_amount: 0 } },
    external: { description: NO_DESCRIPTION, prices: [{ amount: 0 }], cost: 0 },
  },
  toExternal: (product, { code }) =>
    product.sku == null && code != null ? { ...product, sku: code } : product,
})
