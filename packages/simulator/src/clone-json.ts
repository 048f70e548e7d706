/** A deep copy of JSON-like data, several times faster than `structuredClone` for small records. */
export function cloneJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  // The copy has the shape of the original, which TypeScript cannot follow through a recursion.
  if (Array.isArray(value)) return value.map(cloneJson) as T
  if (!isPlain(value)) return structuredClone(value)
  const copy: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') Object.defineProperty(copy, key, { value: cloneJson(member), enumerable: true })
    else copy[key] = cloneJson(member)
  }
  return copy as T
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
