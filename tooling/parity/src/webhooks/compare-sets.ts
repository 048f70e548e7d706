/** Something comparable: the same text means the same; the marks say which kinds and records it is about. */
export interface Comparable {
  readonly text: string
  readonly marks: readonly string[]
}

export interface Compared {
  readonly expected: readonly Comparable[]
  readonly actual: readonly Comparable[]
  /** By mark: said beside a difference that is about it. */
  readonly notes: ReadonlyMap<string, string>
}

/** What is missing and what is too many, in words; the order is free. */
export function compareSets(what: string, { expected, actual, notes }: Compared): string[] {
  const noted = ({ marks }: Comparable) => {
    const note = marks.map((mark) => notes.get(mark)).find((found) => found !== undefined)
    return note === undefined ? '' : `; ${note}`
  }
  return [
    ...withoutThose(expected, actual).map((one) => `${what}: expected ${one.text}, got none${noted(one)}`),
    ...withoutThose(actual, expected).map((one) => `${what}: got ${one.text}, expected none${noted(one)}`),
  ]
}

/** Those of `from` that are not among `those`, each as often as it is too many. */
function withoutThose(from: readonly Comparable[], those: readonly Comparable[]): Comparable[] {
  const left = those.map(({ text }) => text)
  return from.filter(({ text }) => {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
