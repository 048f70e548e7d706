import { BY_NAME } from '../plan/connector-plan.js'
import { singularOf, snakeCase } from '../plan/words.js'
import type { FoundCollection } from './found-collection.js'

/**
 * Collections whose fields are called like them, as `{ "clients": [ … ] }` and `{ "client": { … } }` are: what differs from one
 * to the next is the name alone. One name for all says nothing of others; one collection alone does where its name is no word
 * for any list.
 */
export function namedAlike(found: readonly FoundCollection[]): readonly FoundCollection[] {
  const envelopes = found.flatMap(({ envelope, bodyEnvelope }) => [envelope, bodyEnvelope])
  const isListVaried = areSeveral(found.map(({ items }) => items)) || isOwnName(found, 'items')
  const isRecordVaried = areSeveral(envelopes) || isOwnName(found, 'envelope')
  return found.map((each): FoundCollection => {
    const { name, items, envelope, bodyEnvelope } = each
    const isMany = (field: typeof items) => isListVaried && field && snakeCase(field) === snakeCase(name)
    const isOne = (field: typeof items) => isRecordVaried && field && singularOf(field) === singularOf(name)
    const many = isMany(items) ? items : undefined
    const one = [envelope, bodyEnvelope].find(isOne)
    return {
      ...each,
      ...(many && { items: BY_NAME }),
      ...(isOne(envelope) && { envelope: BY_NAME }),
      ...(isOne(bodyEnvelope) && { bodyEnvelope: BY_NAME }),
      ...((isListVaried || isRecordVaried) && {
        names: {
          ...(isListVaried && { many: many ?? name }),
          ...(isRecordVaried && { one: one ?? singularOf(name) }),
        },
      }),
    }
  })
}

const areSeveral = (names: readonly (string | null | undefined)[]) =>
  new Set(names.filter((name) => typeof name === 'string')).size > 1

/** What lists are called whatever is in them. */
const anyList = ['data', 'entries', 'entities', 'items', 'objects', 'records', 'results', 'rows', 'values']

/** Whether the only collection there is has its records in a field that is called like it. */
function isOwnName(found: readonly FoundCollection[], key: 'items' | 'envelope'): boolean {
  const [only, ...others] = found
  const field = only?.[key]
  if (only === undefined || others.length > 0 || typeof field !== 'string') return false
  return singularOf(field) === singularOf(only.name) && !anyList.includes(snakeCase(only.name))
}
