import type { Field, FieldType } from '../plan/field.js'
import type { Doc } from './doc.js'
import { array, call, object, type Property, quote } from './literals.js'

/** Code of schemas, for one of the two places where a field is declared. */
type Spelling = (type: FieldType) => Doc

/** As a connector declares it: spelling is behind codecs. */
export const connectorSchema: Spelling = (type) => {
  switch (type.kind) {
    case 'cents':
    case 'decimal':
      return type.kind
    case 'moment':
      return 'isoDate'
    case 'day':
      return 'isoDay'
    case 'reference':
      return type.id === 'integer' ? 'integerId' : 'z.string()'
    case 'text':
      return 'z.string()'
    default:
      return plainSchema(type, connectorSchema)
  }
}

/** As a simulator declares it: what is on the wire, and what it refuses. */
export const wireSchema: Spelling = (type) => {
  switch (type.kind) {
    case 'cents':
      return 'z.int()'
    case 'decimal':
      return 'z.string()'
    case 'moment':
      return 'z.iso.datetime({ offset: true })'
    case 'day':
      return 'z.iso.date()'
    case 'reference':
      return type.id === 'integer' ? 'z.int()' : 'z.string()'
    case 'text':
      return type.values ? call('z.enum', [array(type.values.map(quote))]) : 'z.string()'
    default:
      return plainSchema(type, wireSchema)
  }
}

/** The properties of an object of schemas. */
export const schemaProperties = (fields: readonly Field[], spelling: Spelling): readonly Property[] =>
  fields.map(({ name, type }) => [name, spelling(type)])

function plainSchema(type: FieldType, spelling: Spelling): Doc {
  switch (type.kind) {
    case 'number':
      return 'z.number()'
    case 'boolean':
      return 'z.boolean()'
    case 'object':
      return call('z.object', [object(schemaProperties(type.fields, spelling))])
    case 'list':
      return call('z.array', [spelling(type.item)], { hug: false })
    default:
      return 'z.unknown()'
  }
}

/** Names from `@duet/core` that the schemas of these fields need. */
export function codecsIn(fields: readonly Field[]): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (type: FieldType): void => {
    const code = connectorSchema(type)
    if (typeof code === 'string' && /^[a-zA-Z]+$/.test(code)) found.add(code)
    if (type.kind === 'object') for (const field of type.fields) visit(field.type)
    if (type.kind === 'list') visit(type.item)
  }
  for (const { type } of fields) visit(type)
  return found
}
