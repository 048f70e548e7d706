import { isPlainObject, type Json, type PlainRecord } from '@duet/core'
import { canonical } from './canonical.js'
import { type LeafNames, leafNames } from './leaf-names.js'

/**
 * What a record looks like on the other side: leaf path → canonical value. Objects are flattened with dots, a list is
 * one leaf, blanks are left out.
 */
export type Image = Record<string, Json>

/**
 * A draft as an image.
 *
 * @example flatten({ name: 'Ada', email: { address: 'ada@example.com', address2: '' } }) // { name: 'Ada', 'email.address': 'ada@example.com' }
 */
export function flatten(draft: PlainRecord): Image {
  const image: Image = {}
  addLeaves(image, draft, topNames)
  return image
}

const topNames = leafNames('')

function addLeaves(image: Image, object: PlainRecord, names: LeafNames): void {
  for (const key of Object.keys(object)) {
    const value = object[key]
    if (isPlainObject(value)) {
      addLeaves(image, value, names.below(key))
      continue
    }
    const leaf = canonical(value)
    if (leaf !== undefined) image[names.nameOf(key)] = leaf
  }
}

/**
 * One leaf of what `flatten` makes of a record, without the others.
 *
 * @example leafAt({ email: { address: 'ada@example.com' } }, 'email.address') // 'ada@example.com'
 */
export function leafAt(record: PlainRecord, leaf: string): Json | undefined {
  const value = Object.hasOwn(record, leaf) ? record[leaf] : undefined
  const own = isPlainObject(value) ? undefined : canonical(value)
  if (own !== undefined) return own
  for (let end = leaf.indexOf('.'); end >= 0; end = leaf.indexOf('.', end + 1)) {
    const key = leaf.slice(0, end)
    const inner = Object.hasOwn(record, key) ? record[key] : undefined
    const found = isPlainObject(inner) ? leafAt(inner, leaf.slice(end + 1)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The leaf in which the value at a mapped path lies: `prices[0].amount` is part of the leaf `prices`. */
export const leafOf = (path: string): string => path.split('[', 1)[0] ?? path

/**
 * The part of a draft at the given leaves, values as they are; a leaf the draft leaves blank becomes null, which
 * empties it over there.
 *
 * @example pick({ name: 'Ada', email: { address: 'a@example.com' } }, ['email.address', 'title']) // { email: { address: … }, title: null }
 */
export function pick(draft: PlainRecord, leaves: Iterable<string>): PlainRecord {
  const picked: Record<string, unknown> = {}
  for (const leaf of leaves) {
    const keys = leaf.split('.')
    const last = keys.pop() ?? leaf
    let from: unknown = draft
    let to = picked
    for (const key of keys) {
      from = isPlainObject(from) ? from[key] : undefined
      const next = to[key]
      to = isPlainObject(next) ? next : putObject(to, key)
    }
    const value = isPlainObject(from) ? from[last] : undefined
    to[last] = value === undefined || value === '' ? null : value
  }
  return picked
}

function putObject(object: Record<string, unknown>, key: string): Record<string, unknown> {
  const added: Record<string, unknown> = {}
  object[key] = added
  return added
}

/** The draft without its blanks, as a create sends it: the draft itself where it has none. */
export function withoutBlanks(draft: PlainRecord): PlainRecord {
  if (!hasBlanks(draft)) return draft
  const filled: [string, unknown][] = []
  for (const [key, value] of Object.entries(draft)) {
    const kept = isPlainObject(value) ? withoutBlanks(value) : value
    if (isPlainObject(kept) ? Object.keys(kept).length > 0 : canonical(kept) !== undefined)
      filled.push([key, kept])
  }
  // Keys that objects know by themselves are keys like others.
  return Object.fromEntries(filled)
}

const hasBlanks = (draft: PlainRecord): boolean =>
  Object.keys(draft).some((key) => {
    const value = draft[key]
    return isPlainObject(value)
      ? Object.keys(value).length === 0 || hasBlanks(value)
      : canonical(value) === undefined
  })

/** The value at a mapped path of a record, `prices[0].amount`. */
export function valueAt(record: PlainRecord, path: string): unknown {
  let value: unknown = record
  for (const key of stepsOf(path)) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Array.isArray(value) ? value[Number(key)] : Reflect.get(value, key)
  }
  return value
}

/** `lines[0].item_id` as its steps: lines, 0, item_id. */
export const stepsOf = (path: string): string[] => path.split(/[.[\]]+/).filter((step) => step !== '')
