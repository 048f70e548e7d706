/** What a step has changed in memory, and how to take it back. */
export interface Undo {
  /** Something was changed; `back` makes it as it was. */
  add(back: () => void): void
  readonly isEmpty: boolean
  /** What was changed stays. */
  keep(): void
  /** The last change is taken back first. */
  all(): void
}

export function createUndo(): Undo {
  let steps: (() => void)[] = []
  return {
    add: (back) => void steps.push(back),
    get isEmpty() {
      return steps.length === 0
    },
    keep() {
      steps = []
    },
    all() {
      for (const back of steps.reverse()) back()
      steps = []
    },
  }
}

/** Sets what a map holds for a key, such that it can be taken back. */
export function setIn<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, undo: Undo): void {
  const before = map.get(key)
  const had = map.has(key)
  map.set(key, value)
  undo.add(() => {
    if (had && before !== undefined) map.set(key, before)
    else map.delete(key)
  })
}
