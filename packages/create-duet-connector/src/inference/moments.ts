import type { ResourcePlan } from '../plan/connector-plan.js'
import type { Field } from '../plan/field.js'
import { snakeCase } from '../plan/words.js'

const created =
  /^((created|inserted|added)(_at|_on|_date|_time|_datetime)?|(date|time)_created|(creation|create)_(date|time)|created_date_utc)$/
const updated =
  /^((last_)?(updated|modified|changed|edited)(_at|_on|_date|_time|_datetime)?|date_(updated|modified)|(last_)?(modification|update|change)_(date|time)|updated_date_utc)$/

/** The moments an API tells of a record: when it was created and last changed; null where it tells none. */
export function momentsIn(fields: readonly Field[]): ResourcePlan['timestamps'] {
  const moments = fields.filter(({ type }) => type.kind === 'moment')
  const nameOf = (pattern: RegExp) => moments.find(({ name }) => pattern.test(snakeCase(name)))?.name ?? null
  return { created: nameOf(created), updated: nameOf(updated) }
}
