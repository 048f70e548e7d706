/** A draft never shares lists or objects with the record it came from. */
export const copyOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !(value instanceof Date) ? structuredClone(value) : value
