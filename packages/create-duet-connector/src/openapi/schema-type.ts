import { isInCents } from '../inference/shape-type.js'
import type { Field, FieldType } from '../plan/field.js'
import { type JsonSchema, jsonSchema } from './json-schema.js'

interface Where {
  /** The field it is the type of. */
  readonly name?: string
  /** Schemas around it: one that is met in itself has no end and is left `unknown`. */
  readonly inside?: ReadonlySet<unknown>
}

/** The type of a field of which there is a JSON schema. */
export function schemaType(schema: unknown, { name = '', inside = new Set() }: Where = {}): FieldType {
  if (inside.has(schema)) return { kind: 'unknown' }
  const within = new Set(inside).add(schema)
  const known = jsonSchema(schema)
  const [type = guessed(known), ...others] = known.types
  if (others.length > 0 && !isNumber(known.types)) return { kind: 'unknown' }
  switch (type) {
    case 'string':
      return textType(known)
    case 'integer':
      return isInCents(name) ? { kind: 'cents' } : { kind: 'number', whole: true }
    case 'number':
      return { kind: 'number' }
    case 'boolean':
      return { kind: 'boolean' }
    case 'array':
      return { kind: 'list', item: schemaType(known.items, { name, inside: within }) }
    case 'object':
      return objectType(known, within)
    default:
      return { kind: 'unknown' }
  }
}

const isNumber = (types: readonly string[]) => types.every((type) => type === 'number' || type === 'integer')

/** Many documents leave the type away where it is plain. */
function guessed({ properties, items, values }: JsonSchema): string | undefined {
  if (Object.keys(properties).length > 0) return 'object'
  if (items !== undefined) return 'array'
  return values?.every((value) => typeof value === 'string') ? 'string' : undefined
}

function textType({ format, values }: JsonSchema): FieldType {
  if (format === 'date-time') return { kind: 'moment' }
  if (format === 'date') return { kind: 'day' }
  if (format === 'decimal') return { kind: 'decimal' }
  if (format === 'uuid') return { kind: 'text', format: 'uuid' }
  if (format === 'uri' || format === 'url') return { kind: 'text', format: 'link' }
  const words = values?.filter((value) => typeof value === 'string' && value !== '').map(String) ?? []
  return words.length === 0 ? { kind: 'text' } : { kind: 'text', values: [...new Set(words)] }
}

function objectType({ properties, required }: JsonSchema, inside: ReadonlySet<unknown>): FieldType {
  const fields = Object.entries(properties).flatMap(([name, schema]): Field[] => {
    const { readOnly, writeOnly } = jsonSchema(schema)
    if (writeOnly) return []
    return [
      {
        name,
        type: schemaType(schema, { name, inside }),
        ...(required.includes(name) && { needed: true }),
        ...(readOnly && { readOnly }),
      },
    ]
  })
  return fields.length === 0 ? { kind: 'unknown' } : { kind: 'object', fields }
}
