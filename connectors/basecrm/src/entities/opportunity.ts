import { defineEntity } from '@duet/core'
import { opportunityMapper } from '../mappers/opportunity.js'

/** No match: two deals of one name with one person are two deals. */
export const opportunity = defineEntity({ mapper: opportunityMapper })
