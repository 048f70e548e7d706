import { isPlainObject } from '@duet/core'

/** `email/address`, as old mappings spell paths, in our spelling: `email.address`. */
export const dotted = (path: string): string => path.replaceAll('/', '.')

/** The value at a path of plain keys, of either spelling. */
export function valueAt(record: unknown, path: string): unknown {
  let value = record
  for (const key of dotted(path).split('.')) value = isPlainObject(value) ? value[key] : undefined
  return value
}

/** Anything that may stand in a draft. */
export type Value = NonNullable<unknown> | null | undefined

/** Puts a value at a path of plain keys, making the objects on the way. */
export function putAt(record: Record<string, Value>, path: string, value: Value): void {
  const [key = '', ...rest] = dotted(path).split('.')
  if (rest.length === 0) {
    record[key] = value
    return
  }
  const known = record[key]
  const inner: Record<string, Value> = isPlainObject(known) ? Object.assign({}, known) : {}
  putAt(inner, rest.join('.'), value)
  record[key] = inner
}
