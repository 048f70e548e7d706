/** Random decisions that can be made again: the same seed gives the same sequence. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number
  /** One of the list; undefined of an empty one. */
  oneOf<T>(list: readonly T[]): T | undefined
}

/** The generator of Numerical Recipes: enough to vary what people do. */
export function createRandom(seed: number): Random {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  return { below, oneOf: (list) => list[below(list.length)] }
}
