import { z } from 'zod'

const list = z.array(z.unknown()).optional()

const keywords = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: list,
  const: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  allOf: list,
  oneOf: list,
  anyOf: list,
  readOnly: z.boolean().optional(),
  writeOnly: z.boolean().optional(),
  maximum: z.number().optional(),
})

/** A JSON schema as OpenAPI 3.0 and 3.1 write it, with everything it combines joined. */
export interface JsonSchema {
  /** Without `null`; empty where nothing says it. */
  readonly types: readonly string[]
  readonly format: string | undefined
  /** The only values, without null. */
  readonly values: readonly unknown[] | undefined
  readonly properties: Readonly<Record<string, unknown>>
  readonly required: readonly string[]
  readonly items: unknown
  readonly readOnly: boolean
  readonly writeOnly: boolean
  readonly maximum: number | undefined
}

/** Reads one schema, not those of its properties. A schema that is met inside of itself says nothing. */
export function jsonSchema(schema: unknown, inside: ReadonlySet<unknown> = new Set()): JsonSchema {
  const parsed = keywords.safeParse(schema)
  if (!parsed.success || inside.has(schema)) return saysNothing
  const { type, format, properties = {}, required = [], items, maximum, readOnly, writeOnly } = parsed.data
  const { allOf = [], oneOf = [], anyOf = [] } = parsed.data
  const values = parsed.data.const === undefined ? parsed.data.enum : [parsed.data.const]
  const own: JsonSchema = {
    types: (Array.isArray(type) ? type : type === undefined ? [] : [type]).filter((each) => each !== 'null'),
    format,
    values: values?.filter((value) => value !== null),
    properties,
    required,
    items,
    readOnly: readOnly === true,
    writeOnly: writeOnly === true,
    maximum,
  }
  const within = new Set(inside).add(schema)
  const read = (each: unknown) => jsonSchema(each, within)
  const choices = [oneOf.map(read), anyOf.map(read)].map(oneOfThem)
  return [...allOf.map(read), ...choices].reduce(joined, own)
}

const saysNothing: JsonSchema = {
  types: [],
  format: undefined,
  values: undefined,
  properties: {},
  required: [],
  items: undefined,
  readOnly: false,
  writeOnly: false,
  maximum: undefined,
}

/** What holds when both hold. */
const joined = (a: JsonSchema, b: JsonSchema): JsonSchema => ({
  types: a.types.length > 0 ? a.types : b.types,
  format: a.format ?? b.format,
  values: a.values ?? b.values,
  properties: { ...a.properties, ...b.properties },
  required: [...new Set([...a.required, ...b.required])],
  items: a.items ?? b.items,
  readOnly: a.readOnly || b.readOnly,
  writeOnly: a.writeOnly || b.writeOnly,
  maximum: a.maximum ?? b.maximum,
})

/** What is known when one of several holds: all their properties, none of them required. */
function oneOfThem(choices: readonly JsonSchema[]): JsonSchema {
  const real = choices.filter(({ types, properties, values, items }) =>
    [types.length, Object.keys(properties).length, values?.length ?? 0, items === undefined ? 0 : 1].some(
      Boolean,
    ),
  )
  const [first = saysNothing, ...others] = real
  if (others.length === 0) return first
  const types = [...new Set(real.flatMap((each) => each.types))]
  if (types.length > 1) return { ...saysNothing, types }
  const isSame = others.every(({ format }) => format === first.format)
  const values = real.every((each) => each.values) ? real.flatMap((each) => each.values ?? []) : undefined
  const properties = Object.assign({}, ...real.map((each) => each.properties))
  return {
    ...saysNothing,
    types,
    properties,
    values,
    items: first.items,
    ...(isSame && { format: first.format }),
  }
}
