import { mapRoles, roleTree } from '@duet/connec-client'
import { rolesIn } from '../collections.js'

/** The attributes of a record alone. */
export const withoutLineIds = (collection: string, fields: unknown): unknown =>
  mapRoles(fields, roleTree(rolesIn(collection)), (value, role) => (role.kind === 'line' ? undefined : value))
