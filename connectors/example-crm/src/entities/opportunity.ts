import { defineEntity } from '@duet/core'
import { opportunityMapper } from '../mappers/opportunity.js'

export const opportunity = defineEntity({
  mapper: opportunityMapper,
  inactive: (deal) => deal.archived === true,
})
