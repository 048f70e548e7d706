import type { PlainRecord } from './json.js'

/** One step of a path: a field, or a position in a list. */
export type PathStep = string | number

type Container = Record<PathStep, unknown>

/** `prices[0].amount` as its steps: `['prices', 0, 'amount']`. */
export function stepsOf(path: string): PathStep[] {
  const steps = path.split(/\.|\[(\d+)\]\.?/).filter((step) => step !== undefined && step !== '')
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

/** Compiles the way to an object or a list inside a record; it leads to undefined where there is none. */
export function compileRead(steps: readonly PathStep[]): (record: PlainRecord) => Container | undefined {
  const [only] = steps
  if (only === undefined) return (record) => record
  if (steps.length === 1) return (record) => asContainer(record[only])
  return (record) => {
    let container: Container | undefined = record
    for (const step of steps) {
      container = asContainer(container[step])
      if (container === undefined) return undefined
    }
    return container
  }
}

/**
 * Compiles the way to an object or a list inside a draft; what is missing on the way is created, the last one as `leaf`
 * needs it.
 */
export function compileOpen(steps: readonly PathStep[], leaf: PathStep): (draft: Container) => Container {
  const ways = steps.map((step, i) => ({
    step,
    empty: typeof (steps[i + 1] ?? leaf) === 'number' ? () => [] : () => ({}),
  }))
  return (draft) => {
    let container = draft
    for (const { step, empty } of ways) {
      let next = asContainer(container[step])
      if (next === undefined) container[step] = next = asContainer(empty()) ?? {}
      container = next
    }
    return container
  }
}

const asContainer = (value: unknown): Container | undefined =>
  typeof value === 'object' && value !== null ? (value as Container) : undefined
