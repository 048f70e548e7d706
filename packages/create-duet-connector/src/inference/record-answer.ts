import type { Field, FieldType } from '../plan/field.js'
import { singularOf, snakeCase } from '../plan/words.js'
import { identityIn } from './identity.js'

/** What an answer or a request holds of one record. */
export interface RecordAnswer {
  /** The field that holds the record; null for the answer itself. */
  readonly envelope: string | null
  readonly fields: readonly Field[]
}

const usualNames = ['data', 'item', 'record', 'result', 'content']

/** The record in an answer that holds one; undefined where it is no object. */
export function recordAnswer(answer: FieldType, collection: string): RecordAnswer | undefined {
  if (answer.kind !== 'object') return undefined
  if (identityIn(answer.fields, collection) !== undefined) return { envelope: null, fields: answer.fields }
  return enveloped(answer.fields, collection) ?? { envelope: null, fields: answer.fields }
}

/** The record in an object around it: the only object there, or one of a usual name. */
function enveloped(fields: readonly Field[], collection: string): RecordAnswer | undefined {
  const objects = fields.flatMap(({ name, type }) => (type.kind === 'object' ? [{ name, type }] : []))
  const usual = [singularOf(collection), ...usualNames]
  const named = objects.find(({ name }) => usual.includes(snakeCase(name)))
  const only = objects.length === 1 && fields.length === 1 ? objects[0] : undefined
  const found = named ?? only
  return found && { envelope: found.name, fields: found.type.fields }
}
