/** Names of the leaves below one object of a record: `email.` and what lies in it. */
export interface LeafNames {
  /** The leaf of a key: `email.address`. */
  nameOf(key: string): string
  /** The names below an object of that key. */
  below(key: string): LeafNames
}

/** Free keys must not fill the memory: beyond that, names are put together anew each time. */
const MOST_NAMES = 10_000

let kept = 0

/**
 * The same text for the same place, put together once: a text just put together would be copied and hashed again by
 * every object that gets it as a key.
 */
export function leafNames(prefix: string): LeafNames {
  const names = new Map<string, string>()
  const inner = new Map<string, LeafNames>()
  return {
    nameOf: (key) => names.get(key) ?? keep(names, key, `${prefix}${key}`),
    below: (key) => inner.get(key) ?? keep(inner, key, leafNames(`${prefix}${key}.`)),
  }
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  if (kept < MOST_NAMES) {
    kept += 1
    map.set(key, value)
  }
  return value
}
