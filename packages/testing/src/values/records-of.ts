import fc from 'fast-check'
import { z } from 'zod'
import { valuesOf } from './values-of.js'

/** What generated records look like. */
export interface RecordStyle {
  /** By path (`lines[].unit`): the values a field takes; for fields that do not take any value of their type. */
  only: Readonly<Record<string, fc.Arbitrary<unknown>>>
  /** Whether every field is filled; otherwise any may be absent, null or empty. */
  full: boolean
}

/** Arbitrary records of a schema as they are in Duet, past the codecs. */
export function recordsOf(
  shape: z.core.$ZodShape,
  style: RecordStyle,
  path = '',
): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(shape).map(([name, schema]) => {
    const values = fieldsOf(schema, style, path === '' ? name : `${path}.${name}`)
    return [name, style.full ? values : fc.option(values, { freq: 6 })]
  })
  return fc.record(Object.fromEntries(fields), {
    noNullPrototype: true,
    ...(style.full ? {} : { requiredKeys: [] }),
  })
}

function fieldsOf(schema: z.core.$ZodType, style: RecordStyle, path: string): fc.Arbitrary<unknown> {
  const special = style.only[path]
  if (special !== undefined) return special
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return fieldsOf(schema.unwrap(), style, path)
  if (schema instanceof z.ZodObject) return recordsOf(schema.shape, style, path)
  if (schema instanceof z.ZodArray)
    return fc.array(fieldsOf(schema.element, style, `${path}[]`), {
      minLength: style.full ? 1 : 0,
      maxLength: 3,
    })
  const values = valuesOf(schema, path)
  return style.full ? values.filter((value) => value !== '') : values
}
