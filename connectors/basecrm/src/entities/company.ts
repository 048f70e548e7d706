import { defineEntity } from '@duet/core'
import { companyMapper } from '../mappers/company.js'

/** The account's own data comes from Base CRM only: its API cannot write it. */
export const company = defineEntity({ mapper: companyMapper, push: { external: false } })
