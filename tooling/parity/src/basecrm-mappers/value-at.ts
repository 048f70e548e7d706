import { isPlainObject } from '@duet/core'

/** The value at a path as errors name it: `prices[0].amount`. */
export function valueAt(record: unknown, path: string): unknown {
  let value = record
  for (const step of path.split(/[.[\]]+/).filter((one) => one !== '')) {
    if (Array.isArray(value)) value = value[Number(step)]
    else value = isPlainObject(value) ? value[step] : undefined
  }
  return value
}
