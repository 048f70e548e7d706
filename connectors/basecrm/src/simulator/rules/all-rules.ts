import type { ResourceRules } from '../resource-rules.js'
import type { Collection } from '../simulated-record.js'
import { accountRules } from './accounts.js'
import { contactRules } from './contacts.js'
import { dealRules } from './deals.js'
import { leadConversionRules } from './lead-conversions.js'
import { leadStatusRules } from './lead-statuses.js'
import { leadRules } from './leads.js'
import { pipelineRules } from './pipelines.js'
import { productRules } from './products.js'
import { stageRules } from './stages.js'
import { userRules } from './users.js'

/** The rules of every collection. */
export const allRules: Record<Collection, ResourceRules> = {
  accounts: accountRules,
  users: userRules,
  contacts: contactRules,
  leads: leadRules,
  deals: dealRules,
  lead_statuses: leadStatusRules,
  products: productRules,
  stages: stageRules,
  pipelines: pipelineRules,
  lead_conversions: leadConversionRules,
}
