import { defineEntity } from '@duet/core'
import { personMapper } from '../mappers/person.js'

export const person = defineEntity({
  mapper: personMapper,
  match: ['email.address'],
  inactive: (record) => record.archived === true,
})
