import { isBlank, isPlainObject, type PlainRecord, type Reference } from '@duet/core'
import { stepsOf } from './image.js'

/** The ids that references of a draft hold, lists included: `lines[].item_id` may hold several. */
export function referenceValues(draft: PlainRecord, { path }: Pick<Reference, 'path'>): string[] {
  return valuesAt(draft, path.split('.')).flatMap((value) => (isBlank(value) ? [] : [String(value)]))
}

function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [value]
  const inList = step.endsWith('[]')
  const field = isPlainObject(value) ? value[inList ? step.slice(0, -2) : step] : undefined
  if (!inList) return valuesAt(field, rest)
  return Array.isArray(field) ? field.flatMap((element) => valuesAt(element, rest)) : []
}

/** The draft with every id its references hold rewritten; the draft itself is not changed. */
export function rewriteReferences(
  draft: PlainRecord,
  { path }: Pick<Reference, 'path'>,
  rewrite: (id: string) => string,
): PlainRecord {
  if (referenceValues(draft, { path }).length === 0) return draft
  const rewritten = rewriteAt(draft, path.split('.'), rewrite)
  return isPlainObject(rewritten) ? rewritten : draft
}

function rewriteAt(
  value: unknown,
  [step, ...rest]: readonly string[],
  rewrite: (id: string) => string,
): unknown {
  if (step === undefined) return isBlank(value) ? value : rewrite(String(value))
  if (!isPlainObject(value)) return value
  const inList = step.endsWith('[]')
  const key = inList ? step.slice(0, -2) : step
  const field = value[key]
  if (field === undefined) return value
  if (!inList) return { ...value, [key]: rewriteAt(field, rest, rewrite) }
  const list = Array.isArray(field) ? field.map((element) => rewriteAt(element, rest, rewrite)) : field
  return { ...value, [key]: list }
}

/** The record with the value at a path of its own spelling (`lines[0].item_id`) defined anew; the record is not changed. */
export function defineAt(record: PlainRecord, path: string, property: PropertyDescriptor): PlainRecord {
  const defined = definedAt(record, stepsOf(path), { enumerable: true, configurable: true, ...property })
  return isPlainObject(defined) ? defined : record
}

function definedAt(
  value: unknown,
  [step, ...rest]: readonly string[],
  property: PropertyDescriptor,
): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return value
  // Descriptors, not values: a copy must not call the getters that were defined before.
  const copy: object = Object.defineProperties(
    Array.isArray(value) ? [] : {},
    Object.getOwnPropertyDescriptors(value),
  )
  if (rest.length === 0) return Object.defineProperty(copy, step, property)
  const inner = definedAt(Reflect.get(copy, step) ?? {}, rest, property)
  return Object.defineProperty(copy, step, {
    value: inner,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}
