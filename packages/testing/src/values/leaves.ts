import { isBlank, isPlainObject, type PlainRecord } from '@duet/core'

/** The filled values of a record with their paths: `address.city`, `lines[0].unit`. Dates are values. */
export function filledLeaves(value: unknown, path = ''): ReadonlyMap<string, unknown> {
  const leaves = new Map<string, unknown>()
  collect(value, path, leaves)
  return leaves
}

function collect(value: unknown, path: string, leaves: Map<string, unknown>): void {
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) collect(item, `${path}[${index}]`, leaves)
  else if (isPlainObject(value))
    for (const [key, item] of Object.entries(value))
      collect(item, path === '' ? key : `${path}.${key}`, leaves)
  else if (!isBlank(value)) leaves.set(path, value)
}

/** The value at a path; undefined where there is none. */
export function valueAt(record: PlainRecord, path: string): unknown {
  let value: unknown = record
  for (const step of stepsOf(path)) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

/** A copy of the record that has the value at the path, its objects and lists made on the way. */
export function withValue(record: PlainRecord, path: string, value: unknown): PlainRecord {
  const copy = structuredClone(record)
  const steps = stepsOf(path)
  const last = steps.pop() ?? ''
  let target: object = copy
  for (const [index, step] of steps.entries()) {
    const found: unknown = Reflect.get(target, step)
    const next =
      typeof found === 'object' && found !== null ? found : isIndex(steps[index + 1] ?? last) ? [] : {}
    Reflect.set(target, step, next)
    target = next
  }
  Reflect.set(target, last, value)
  return copy
}

const stepsOf = (path: string): string[] => path.split(/[.[\]]+/).filter((step) => step !== '')
const isIndex = (step: string): boolean => /^\d+$/.test(step)
