import { DefinitionError } from '@duet/core'
import fc from 'fast-check'
import { z } from 'zod'

/** Mostly plain; whole graphemes are dear to make. */
const text = fc.oneof(
  { weight: 5, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
)
/** Two decimals, as money and percentages have. */
const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((hundredths) => hundredths / 100)
/** Whole seconds between 1970 and 2096. */
const moment = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1_000))

/** Values of one field, past its codec. Throws `DefinitionError` for kinds of schemas it knows nothing of. */
export function valuesOf(schema: z.core.$ZodType, path: string): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodCodec) return valuesOfCodec(schema, path)
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options)
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values)
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((option) => valuesOf(option, path)))
  if (schema instanceof z.ZodDate) return moment
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodNumber) return fitting(schema, schema.isInt ? fc.integer() : number)
  if (schema instanceof z.ZodString) return fitting(schema, textOf(schema))
  if (schema instanceof z.ZodStringFormat) return fitting(schema, textOf(schema))
  if (schema instanceof z.ZodUnknown) return fc.jsonValue()
  throw new DefinitionError(
    `Failed to make values for ${path}: nothing is known of its schema (${schema._zod.def.type}). Name the values it takes in the option "values".`,
  )
}

/** Only what the wire can carry: cents have no third decimal, days have no time. */
function valuesOfCodec(schema: z.ZodCodec, path: string): fc.Arbitrary<unknown> {
  const carried = (value: unknown) => {
    const encoded = z.safeEncode(schema, value)
    return encoded.success ? z.safeDecode(schema, encoded.data) : encoded
  }
  return valuesOf(schema.def.out, path)
    .map(carried)
    .filter(({ success }) => success)
    .map(({ data }) => data)
}

const fitting = (schema: z.ZodType, values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  values.filter((value) => schema.safeParse(value).success)

const limits = z.object({ pattern: z.string().optional(), maxLength: z.number().optional() })

function textOf(schema: z.ZodType): fc.Arbitrary<string> {
  const { pattern, maxLength = 12 } = limits.parse(z.toJSONSchema(schema))
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  return maxLength >= 12 ? text : fc.string({ maxLength })
}
