import type { Side } from '@duet/core'

/** One change somebody made. */
export interface Edit {
  /** What was edited, the same on both sides: a company, a kind of record and its natural key. */
  readonly record: string
  readonly field: string
  readonly side: Side
  /** Unlike any other value of the run. */
  readonly value: string
}

/** Everything people did, in order. */
export interface Edits {
  add(edit: Edit): void
  /** By record and field: the changes in order. */
  byField(): ReadonlyMap<string, readonly Edit[]>
  count(): number
}

export function createEdits(): Edits {
  const fields = new Map<string, Edit[]>()
  let count = 0
  return {
    add(edit) {
      const key = `${edit.record} ${edit.field}`
      fields.set(key, [...(fields.get(key) ?? []), edit])
      count += 1
    },
    byField: () => fields,
    count: () => count,
  }
}
