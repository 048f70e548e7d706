import { defineEntity } from '@duet/core'
import { taxCodeMapper } from '../mappers/tax-code.js'

export const taxCode = defineEntity({
  mapper: taxCodeMapper,
  match: ['code'],
  inactive: (rate) => rate.archived === true,
})
