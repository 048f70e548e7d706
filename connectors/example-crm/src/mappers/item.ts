import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { articles } from '../resources.js'

export const itemMapper = defineMapper({
  connec: connec.item,
  external: articles,
  fields: {
    name: 'name',
    reference: 'sku',
    description: 'details',
    'sale_price.total_amount': 'price.amount',
    'sale_price.currency': 'price.currency',
  },
})
