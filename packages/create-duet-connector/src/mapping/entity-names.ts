import { pluralOf } from '../plan/words.js'

/** What applications call collections, by Connec! resource; the first one is made up where there is nothing to go by. */
const collectionNames: Readonly<Record<string, readonly string[]>> = {
  person: [
    'people',
    'contacts',
    'persons',
    'customers',
    'clients',
    'leads',
    'guests',
    'patients',
    'members',
    'requesters',
    'attendees',
    'subscribers',
  ],
  organization: [
    'organizations',
    'companies',
    'organisations',
    'accounts',
    'businesses',
    'suppliers',
    'vendors',
  ],
  item: ['items', 'products', 'articles', 'services', 'plans', 'skus'],
  opportunity: ['opportunities', 'deals'],
  invoice: ['invoices', 'bills'],
  sales_order: ['sales_orders', 'orders', 'bookings', 'reservations'],
  purchase_order: ['purchase_orders'],
  quote: ['quotes', 'estimates', 'proposals', 'quotations'],
  payment: ['payments', 'receipts'],
  tax_code: ['tax_codes', 'tax_rates', 'taxes'],
  employee: ['employees', 'staff'],
  app_user: ['app_users', 'users', 'agents', 'operators'],
  team: ['teams', 'groups', 'departments'],
  event: ['events', 'classes', 'courses', 'workshops', 'sessions'],
  event_order: ['event_orders', 'tickets_sold', 'registrations'],
  venue: ['venues', 'locations', 'rooms'],
  warehouse: ['warehouses'],
  account: ['ledger_accounts', 'gl_accounts', 'chart_of_accounts'],
}

/** How likely a collection is of a Connec! resource: lower is likelier; undefined where nothing speaks for it. */
export function likelihood(collection: string, connec: string): number | undefined {
  const index = (collectionNames[connec] ?? []).indexOf(pluralOf(collection))
  return index < 0 ? undefined : index
}

/** The Connec! resource a collection of an application probably holds: `contacts` → person. */
export const entityOfCollection = (collection: string): string | undefined =>
  Object.keys(collectionNames).find((connec) => likelihood(collection, connec) !== undefined)
