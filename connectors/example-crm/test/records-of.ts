import { isoDay } from '@duet/core'
import fc from 'fast-check'
import { z } from 'zod'
import { cents } from '../src/resources.js'

const second = fc.integer({ min: 0, max: 4_000_000_000 })

/** Arbitrary records of a schema, as they are in Duet: any field may be absent or null. */
export function recordsOf(
  shape: z.ZodRawShape,
  special: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(shape).map(([name, schema]) => [
    name,
    fc.option(special[name] ?? valuesOf(schema), { freq: 6 }),
  ])
  return fc.record(Object.fromEntries(fields), { requiredKeys: [], noNullPrototype: true })
}

function valuesOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema === cents) return fc.integer({ min: -10_000_000, max: 10_000_000 }).map((amount) => amount / 100)
  if (schema === isoDay) return fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000))
  if (schema instanceof z.ZodCodec) return valuesOf(schema.def.out)
  if (schema instanceof z.ZodDate) return second.map((seconds) => new Date(seconds * 1_000))
  if (schema instanceof z.ZodUnknown) return fc.jsonValue()
  if (schema instanceof z.ZodObject) return recordsOf(schema.shape)
  if (schema instanceof z.ZodArray) return fc.array(valuesOf(schema.element), { maxLength: 4 })
  if (schema instanceof z.ZodString) return fc.string()
  if (schema instanceof z.ZodNumber)
    return fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100)
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  throw new Error(`no arbitrary values for ${schema._zod.def.type}`)
}
