import { isBlank, isPlainObject, type PlainRecord, type Reference } from '@duet/core'
import { stepsOf } from './image.js'

const none: readonly string[] = []

/** The ids that references of a draft hold, lists included: `lines[].item_id` may hold several. */
export function referenceValues(draft: PlainRecord, { path }: Pick<Reference, 'path'>): readonly string[] {
  const steps = pathSteps(path)
  // of most drafts most references hold nothing
  const [first] = steps
  if (first === undefined || draft[first.key] === undefined) return none
  const ids: string[] = []
  collect(draft, { steps, at: 0, ids })
  return ids
}

interface Step {
  readonly key: string
  readonly inList: boolean
}

const known = new Map<string, readonly Step[]>()

/** The steps of a path, taken apart once: there are as many as references in mappers. */
function pathSteps(path: string): readonly Step[] {
  const steps =
    known.get(path) ??
    path.split('.').map((step) => {
      const inList = step.endsWith('[]')
      return { key: inList ? step.slice(0, -2) : step, inList }
    })
  known.set(path, steps)
  return steps
}

function collect(
  value: unknown,
  { steps, at, ids }: { steps: readonly Step[]; at: number; ids: string[] },
): void {
  const step = steps[at]
  if (step === undefined) {
    if (!isBlank(value)) ids.push(String(value))
    return
  }
  const field = isPlainObject(value) ? value[step.key] : undefined
  if (!step.inList) collect(field, { steps, at: at + 1, ids })
  else if (Array.isArray(field)) for (const element of field) collect(element, { steps, at: at + 1, ids })
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
