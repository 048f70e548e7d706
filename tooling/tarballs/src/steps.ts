/** One thing that has to hold, and how it went. */
export interface Step {
  readonly name: string
  readonly holds: boolean
  readonly ms: number
  /** What was seen, or why it does not hold. */
  readonly says: string
}

export interface Steps {
  /** Does one step; what comes after one that does not hold is not tried. */
  step(name: string, act: () => Promise<string>): Promise<void>
  readonly done: readonly Step[]
}

/** Keeps what became of each step and tells it at once. */
export function createSteps(tell: (step: Step) => void): Steps {
  const done: Step[] = []
  return {
    done,
    async step(name, act) {
      if (done.some(({ holds }) => !holds)) return
      const startedAt = performance.now()
      const outcome = await act().then(
        (says) => ({ holds: true, says }),
        (error: unknown) => ({ holds: false, says: error instanceof Error ? error.message : String(error) }),
      )
      const step = { name, ...outcome, ms: Math.round(performance.now() - startedAt) }
      done.push(step)
      tell(step)
    },
  }
}
