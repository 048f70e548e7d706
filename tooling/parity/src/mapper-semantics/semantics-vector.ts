import { z } from 'zod'

const map = z.looseObject({ from: z.string(), to: z.string(), default: z.json().optional() })
const direction = z.looseObject({ input: z.unknown(), expected: z.unknown().optional() })

/** A table of the old mapping library, and what it made of a record in one or both directions. */
export const semanticsVector = z.looseObject({
  mapper: z.looseObject({ maps: z.array(map), hooks: z.array(z.unknown()).optional() }),
  /** From left to right. */
  normalize: direction.optional(),
  denormalize: direction.optional(),
})
export type SemanticsVector = z.output<typeof semanticsVector>

/**
 * Whether Duet's table can say it: filters are codecs and converters in code there, hooks are functions, lines have
 * schemas, and a path stands in one row only.
 */
export function isTable({ mapper: { maps, hooks = [] } }: SemanticsVector): boolean {
  const sources = new Set(maps.map(({ from }) => from))
  const plain = maps.every((one) => !('toFilter' in one || 'fromFilter' in one || 'using' in one))
  return hooks.length === 0 && plain && sources.size === maps.length
}
