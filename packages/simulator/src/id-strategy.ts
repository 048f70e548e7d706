/** How a store names new records. */
export interface IdStrategy<Id extends string | number> {
  next(): Id
  /** An id that is in use although `next` did not give it: a seeded or restored record's. */
  observe(id: Id): void
}

/** 1, 2, 3 … from a first number; never below an id that was seen. */
export function increasing(from = 1): IdStrategy<number> {
  let upcoming = from
  return {
    next: () => upcoming++,
    observe(id) {
      if (id >= upcoming) upcoming = id + 1
    },
  }
}

/** `con_1`, `con_2` … with the given prefix; an empty prefix gives numbers as text. */
export function prefixed(prefix: string, from = 1): IdStrategy<string> {
  const numbers = increasing(from)
  return {
    next: () => `${prefix}${numbers.next()}`,
    observe(id) {
      const number = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : Number.NaN
      if (Number.isSafeInteger(number)) numbers.observe(number)
    },
  }
}

/** Random UUIDs. */
export function uuid(): IdStrategy<string> {
  return { next: () => crypto.randomUUID(), observe: () => undefined }
}
