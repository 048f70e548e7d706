import { connec, connecNames } from '@duet/connec-client'
import { type AnyConnecResource, lineId, ref, rolesOf, type SchemaRoles } from '@duet/core'
import { z } from 'zod'

/** The company's own record; the one resource that is not a list. */
export const COMPANY = 'company'

const resources = new Map<string, AnyConnecResource>(
  Object.values(connec).map((resource) => [resource.collection, resource]),
)

/** Collections of Connec! without a schema here: kept as they are sent. */
const others = [
  'contacts',
  'journals',
  'leave_applications',
  'pay_items',
  'pay_runs',
  'pay_schedules',
  'pay_stubs',
  'payment_methods',
  'projects',
  'stock_adjustments',
  'tax_rates',
  'time_activities',
  'time_sheets',
  'work_locations',
]

export const collectionNames: readonly string[] = [...resources.keys(), ...others].sort()

export const isCollection = (name: string): boolean => collectionNames.includes(name)

/** The resource with the schema of a collection, where there is one. */
export const resourceOf = (collection: string): AnyConnecResource | undefined => resources.get(collection)

/** The references and line ids of a collection. */
export const rolesIn = (collection: string): SchemaRoles => resources.get(collection) ?? usualRoles

const usualRoles: SchemaRoles = rolesOf({
  organization_id: ref('organization'),
  person_id: ref('person'),
  item_id: ref('item'),
  account_id: ref('account'),
  tax_code_id: ref('tax_code'),
  assignee_id: ref('app_user'),
  lines: z.array(z.object({ id: lineId(), item_id: ref('item'), account_id: ref('account') })),
})

/** The collection of a resource's name, `people` of `person`. */
export function collectionOf(resource: string): string {
  const known = Object.values(connec).find(({ name }) => name === resource)
  return known?.collection ?? connecNames(resource).collection
}
