import { BY_NAME } from '../plan/connector-plan.js'
import { singularOf, snakeCase } from '../plan/words.js'
import type { FoundCollection } from './found-collection.js'

/**
 * Collections whose fields are called like them, as `{ "clients": [ … ] }` and `{ "client": { … } }` are: what differs from one
 * to the next is the name alone. One collection alone, or one name for all, says nothing of others.
 */
export function namedAlike(found: readonly FoundCollection[]): readonly FoundCollection[] {
  const isListVaried = areSeveral(found.map(({ items }) => items))
  const isRecordVaried = areSeveral(found.flatMap(({ envelope, bodyEnvelope }) => [envelope, bodyEnvelope]))
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
