import { defineEntity } from '@duet/core'
import { companyMapper } from '../mappers/company.js'

export const company = defineEntity({ mapper: companyMapper })
