import { account } from './resources/account.js'
import { appUser } from './resources/app-user.js'
import { company } from './resources/company.js'
import { event } from './resources/event.js'
import { invoice } from './resources/invoice.js'
import { item } from './resources/item.js'
import { opportunity } from './resources/opportunity.js'
import { organization } from './resources/organization.js'
import { payment } from './resources/payment.js'
import { person } from './resources/person.js'
import { taxCode } from './resources/tax-code.js'

/**
 * The kinds of records of Connec!, with their schemas; the left side of every mapper.
 *
 * @example defineMapper({ connec: connec.person, external: contacts, fields: { first_name: 'given_name' } })
 */
export const connec = Object.freeze({
  account,
  appUser,
  company,
  event,
  invoice,
  item,
  opportunity,
  organization,
  payment,
  person,
  taxCode,
})
