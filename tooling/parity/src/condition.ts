import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { namedTests } from './named-tests.js'
import type { Vector } from './vector.js'

const testNames = Object.keys(namedTests) as (keyof typeof namedTests)[]

/** What must hold of a vector: a value at a path (`input.phone`, `*` for any element), and what it is. */
export const condition = z.strictObject({
  path: z.string().min(1).default('name'),
  /** What one path cannot say, by name. */
  test: z.enum(testNames).optional(),
  is: z
    .enum([
      'absent',
      'null',
      'missing',
      'blank',
      'filled',
      'truthy',
      'text',
      'number',
      'boolean',
      'list',
      'object',
    ])
    .optional(),
  equals: z.json().optional(),
  /** A pattern for its text. */
  matches: z.string().optional(),
  /** The same value stands at this path. */
  sameAs: z.string().optional(),
  /** Turns all of it round: it holds for none of the values. */
  not: z.boolean().optional(),
})
export type Condition = z.output<typeof condition>

/** Whether a condition holds for any of the values its path leads to. */
export const holds = (one: Condition, vector: Vector): boolean => isTrue(one, vector) !== (one.not === true)

function isTrue({ path, test, is, equals, matches, sameAs }: Condition, vector: Vector): boolean {
  if (test !== undefined && !namedTests[test](vector)) return false
  return valuesAt(vector, path.split('.')).some(
    (value) =>
      (is === undefined || kinds[is](value)) &&
      (equals === undefined || isDeepStrictEqual(value, equals)) &&
      (matches === undefined || (isScalar(value) && new RegExp(matches, 'u').test(String(value)))) &&
      (sameAs === undefined ||
        valuesAt(vector, sameAs.split('.')).some((one) => isDeepStrictEqual(one, value))),
  )
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

const kinds: Record<NonNullable<Condition['is']>, (value: unknown) => boolean> = {
  absent: (value) => value === undefined,
  null: (value) => value === null,
  missing: (value) => value === undefined || value === null,
  blank: isBlank,
  /** As in the language of the old framework, where an empty text is true. */
  truthy: (value) => value !== undefined && value !== null && value !== false,
  filled: (value) => !isBlank(value),
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  list: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}

/** The values a path leads to; `[undefined]` where it leads nowhere. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [key, ...rest] = path
  if (key === undefined) return [value]
  if (typeof value !== 'object' || value === null) return [undefined]
  if (key === '*') return Object.values(value).flatMap((inner) => valuesAt(inner, rest))
  return valuesAt(new Map<string, unknown>(Object.entries(value)).get(key), rest)
}
