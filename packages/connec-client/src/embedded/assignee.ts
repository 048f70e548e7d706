import { ref } from '@duet/core'
import { z } from 'zod'

/** Whom a record is assigned to: a user, or a team, which only `assignee_type` tells. The hub has two spellings of it. */
export const assignee = {
  assignee_id: ref('app_user', { field: 'assignee_type', names: ['AppUser', 'Entity::AppUser'] }),
  assignee_type: z.string(),
}
