import { defineEntity } from '@duet/core'
import { itemMapper } from '../mappers/item.js'

export const item = defineEntity({
  mapper: itemMapper,
  match: ['reference'],
  inactive: (product) => product.active === false,
})
