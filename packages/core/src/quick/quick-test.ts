import type { z } from 'zod'

/** Whether a value is accepted as it is. */
export interface QuickTest {
  (value: unknown): boolean
  /** Every text of up to so many units is. */
  readonly longestText?: number
}

/** The test a schema amounts to, where it only looks and changes nothing; undefined for any other schema. */
export function quickTest(schema: z.core.$ZodType): QuickTest | undefined {
  const { def, values } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return def.coerce ? undefined : stringTest(def)
    case 'number':
      return def.coerce || hasChecks(def) ? undefined : numberTest(def)
    case 'boolean':
      return def.coerce || hasChecks(def) ? undefined : (value) => typeof value === 'boolean'
    case 'date':
      return def.coerce || hasChecks(def) ? undefined : isValidDate
    case 'enum':
    case 'literal':
      return hasChecks(def) || values === undefined ? undefined : (value) => values.has(value as never)
    case 'unknown':
    case 'any':
      return hasChecks(def) ? undefined : () => true
    default:
      return undefined
  }
}

const hasChecks = ({ checks }: z.core.$ZodTypeDef): boolean => checks !== undefined && checks.length > 0

const isValidDate: QuickTest = (value) => value instanceof Date && !Number.isNaN(value.getTime())

function numberTest(def: z.core.$ZodNumberDef): QuickTest | undefined {
  if (!('format' in def)) return Number.isFinite
  return def.format === 'safeint' ? Number.isSafeInteger : undefined
}

/** Formats that are a pattern and nothing else. */
const PATTERNS: readonly unknown[] = ['datetime', 'date', 'regex']

function stringTest(def: z.core.$ZodStringDef): QuickTest | undefined {
  const checks = (def.checks ?? []).map(checkTest)
  const tests = 'format' in def ? [patternTest(def), ...checks] : checks
  const known = tests.filter((test) => test !== undefined)
  if (known.length < tests.length) return undefined
  const longestText = Math.min(Number.POSITIVE_INFINITY, ...known.map((test) => test.longestText ?? -1))
  return Object.assign(textThat(known), { longestText })
}

function textThat(tests: readonly QuickTest[]): QuickTest {
  const [first, second] = tests
  if (first === undefined) return (value) => typeof value === 'string'
  if (second === undefined) return (value) => typeof value === 'string' && first(value)
  return (value) => typeof value === 'string' && tests.every((test) => test(value))
}

function checkTest(check: z.core.$ZodCheck<never>): QuickTest | undefined {
  const { def } = check._zod
  if (def.check === 'string_format') return patternTest(def)
  if (def.check === 'max_length' && 'maximum' in def) {
    const longestText = Number(def.maximum)
    // zod counts code points; a text with fewer units has fewer of them, too
    return Object.assign((value: unknown) => String(value).length <= longestText, { longestText })
  }
  return undefined
}

function patternTest(def: object): QuickTest | undefined {
  if (!('format' in def && PATTERNS.includes(def.format))) return undefined
  if (!('pattern' in def && def.pattern instanceof RegExp)) return undefined
  const { pattern } = def
  return pattern.global || pattern.sticky ? undefined : (value) => pattern.test(String(value))
}
