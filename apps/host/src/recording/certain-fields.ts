import { type AnyResource, isPlainObject } from '@duet/core'
import type { TextReplacer } from './replace-text.js'

/** What may be a word of the API; anything else is replaced even where the schema refuses the result. */
const WORD = /^[\w ./+-]{1,40}$/

/**
 * The fields of a record that take certain words only, as its schema says: a record whose status became another word is
 * none any more. By name, `orders.status`, `orders.lines[].unit`.
 */
export function certainFields(
  resource: AnyResource,
  raw: unknown,
  { text }: Pick<TextReplacer, 'text'>,
): string[] {
  if (!isRead(resource, raw)) return []
  return leavesOf(raw, [])
    .filter(({ value }) => WORD.test(value))
    .filter(({ steps, value }) => !isRead(resource, withLeaf(raw, steps, text(value))))
    .map(({ steps }) => nameOf(resource, steps))
}

type Steps = readonly (string | number)[]

function leavesOf(value: unknown, steps: Steps): { steps: Steps; value: string }[] {
  if (typeof value === 'string') return [{ steps, value }]
  if (Array.isArray(value)) return value.flatMap((one, at) => leavesOf(one, [...steps, at]))
  if (!isPlainObject(value)) return []
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...steps, key]))
}

function withLeaf(value: unknown, [step, ...rest]: Steps, leaf: string): unknown {
  if (step === undefined) return leaf
  if (Array.isArray(value)) return value.map((one, at) => (at === step ? withLeaf(one, rest, leaf) : one))
  if (!isPlainObject(value)) return value
  return { ...value, [step]: withLeaf(value[step], rest, leaf) }
}

function isRead(resource: AnyResource, raw: unknown): boolean {
  try {
    resource.parse(raw)
    return true
  } catch {
    return false
  }
}

const nameOf = ({ name }: AnyResource, steps: Steps): string =>
  steps.reduce<string>((path, step) => (typeof step === 'number' ? `${path}[]` : `${path}.${step}`), name)
