import { ref } from '@duet/core'
import { text } from '../values/text.js'

/** Whom a record is assigned to: a user, or a team, which only `assignee_type` tells. The hub has two spellings of it. */
export const assignee = {
  assignee_id: ref('app_user', { field: 'assignee_type', names: ['AppUser', 'Entity::AppUser'] }),
  assignee_type: text,
}
