import { isPlainObject, type Resource } from '@duet/core'
import { z } from 'zod'
import type { Pair } from '../kit.js'

/**
 * The values that fixtures have in fields no table maps: such a field is there to tell kinds of records apart, and does so
 * by words of its own. By resource and field.
 */
export function unmappedTexts(
  resources: readonly Resource[],
  mappers: readonly Pair['mapper'][],
  fixtures: Readonly<Record<string, readonly unknown[]>>,
): Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> {
  return Object.fromEntries(
    resources.map(({ name, fields }) => {
      const mapped = new Set(
        mappers
          .filter(({ external }) => external.name === name)
          .flatMap(({ rows }) => rows.map((row) => row.external)),
      )
      const texts = Object.keys(fields).filter(
        (field) => fields[field] instanceof z.ZodString && !mapped.has(field),
      )
      const seen = texts.map((field) => [field, valuesIn(fixtures[name] ?? [], field)] as const)
      return [name, Object.fromEntries(seen.filter(([, values]) => values.length > 0))]
    }),
  )
}

const valuesIn = (fixtures: readonly unknown[], field: string): string[] => [
  ...new Set(
    fixtures
      .map((fixture) => (isPlainObject(fixture) ? fixture[field] : undefined))
      .filter((value) => typeof value === 'string'),
  ),
]
