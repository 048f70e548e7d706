import { account } from './resources/account.js'
import { appUser } from './resources/app-user.js'
import { company } from './resources/company.js'
import { employee } from './resources/employee.js'
import { event } from './resources/event.js'
import { eventOrder } from './resources/event-order.js'
import { invoice } from './resources/invoice.js'
import { item } from './resources/item.js'
import { opportunity } from './resources/opportunity.js'
import { organization } from './resources/organization.js'
import { payment } from './resources/payment.js'
import { person } from './resources/person.js'
import { purchaseOrder } from './resources/purchase-order.js'
import { quote } from './resources/quote.js'
import { salesOrder } from './resources/sales-order.js'
import { taxCode } from './resources/tax-code.js'
import { team } from './resources/team.js'
import { venue } from './resources/venue.js'
import { warehouse } from './resources/warehouse.js'

/**
 * The kinds of records of Connec!, with their schemas; the left side of every mapper.
 *
 * @example defineMapper({ connec: connec.person, external: contacts, fields: { first_name: 'given_name' } })
 */
export const connec = Object.freeze({
  account,
  appUser,
  company,
  employee,
  event,
  eventOrder,
  invoice,
  item,
  opportunity,
  organization,
  payment,
  person,
  purchaseOrder,
  quote,
  salesOrder,
  taxCode,
  team,
  venue,
  warehouse,
})
