import { defineEntity } from '@duet/core'
import { appUserMapper } from '../mappers/app-user.js'

/** Users are managed in Base CRM only: its API cannot write them. */
export const appUser = defineEntity({
  mapper: appUserMapper,
  push: { external: false },
  match: ['email.address'],
  inactive: (user) => user.status === 'inactive',
})
