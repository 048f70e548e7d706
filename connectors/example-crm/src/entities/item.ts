import { defineEntity } from '@duet/core'
import { itemMapper } from '../mappers/item.js'

export const item = defineEntity({
  mapper: itemMapper,
  match: ['reference'],
  inactive: (article) => article.archived === true || article.active === false,
})
