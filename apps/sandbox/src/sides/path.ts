/** The value at `address.city` or `prices[0].amount`. */
export function valueAt(record: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined
    return Object.entries(value).find(([name]) => name === key)?.[1]
  }, record)
}

/** Nested fields from flat ones, over a copy of what is there: `{ 'address.city': 'Oslo' }` → `{ address: { …, city: 'Oslo' } }`. */
export function nest(flat: Record<string, unknown>, present: unknown): Record<string, unknown> {
  const nested: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(flat)) {
    const [first = path, ...rest] = keysOf(path)
    const start = first in nested ? nested[first] : structuredClone(valueAt(present, first))
    nested[first] = rest.length === 0 ? value : put(start, rest, value)
  }
  return nested
}

function put(target: unknown, [key = '', ...rest]: string[], value: unknown): unknown {
  if (/^\d+$/.test(key)) {
    const list: unknown[] = Array.isArray(target) ? [...target] : []
    list[Number(key)] = rest.length === 0 ? value : put(list[Number(key)], rest, value)
    return list
  }
  const object = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {}
  const inner = rest.length === 0 ? value : put(valueAt(object, key), rest, value)
  return { ...object, [key]: inner }
}

const keysOf = (path: string): string[] => path.split(/[.[\]]+/).filter((key) => key !== '')
