import { isPlainObject, type PlainRecord } from './json.js'

/** Reads and writes the value at one path; compiled once per mapper, not interpreted per record. */
export interface Accessor {
  readonly path: string
  read(record: PlainRecord): unknown
  write(record: Record<string, unknown>, value: unknown): void
}

/** Compiles `prices[0].amount` into an accessor. Writing creates the objects and lists on the way. */
export function compilePath(path: string): Accessor {
  const steps = path.split(/\.|\[(\d+)\]\.?/).filter((step) => step !== undefined && step !== '')
  const keys = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const [first, second] = keys
  if (keys.length === 1 && typeof first === 'string') return flat(path, first)
  if (keys.length === 2 && typeof first === 'string' && typeof second === 'string')
    return nested(path, first, second)
  return deep(path, keys)
}

const flat = (path: string, key: string): Accessor => ({
  path,
  read: (record) => record[key],
  write: (record, value) => {
    record[key] = value
  },
})

const nested = (path: string, outer: string, inner: string): Accessor => ({
  path,
  read: (record) => {
    const object = record[outer]
    return isPlainObject(object) ? object[inner] : undefined
  },
  write: (record, value) => {
    const object = record[outer]
    if (isPlainObject(object)) object[inner] = value
    else record[outer] = { [inner]: value }
  },
})

function deep(path: string, keys: readonly (string | number)[]): Accessor {
  const last = keys.length - 1
  return {
    path,
    read: (record) => {
      let value: unknown = record
      for (const key of keys) {
        if (typeof value !== 'object' || value === null) return undefined
        value = (value as Record<string | number, unknown>)[key]
      }
      return value
    },
    write: (record, value) => {
      let target: Record<string | number, unknown> = record
      for (let i = 0; i < last; i++) {
        const key = keys[i] as string | number
        const next = target[key]
        if (typeof next !== 'object' || next === null) target[key] = typeof keys[i + 1] === 'number' ? [] : {}
        target = target[key] as Record<string | number, unknown>
      }
      target[keys[last] as string | number] = value
    },
  }
}
