import { defineEntity } from '@duet/core'
import { organizationMapper } from '../mappers/organization.js'

export const organization = defineEntity({
  mapper: organizationMapper,
  match: ['name'],
  inactive: (company) => company.archived === true,
})
