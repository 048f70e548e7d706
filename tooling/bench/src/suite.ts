import type { Json } from '@duet/core'

/** What a suite promises; measured once a run of it. */
export interface TargetDefinition {
  readonly name: string
  /** In words, with the size it speaks of at full length: `≥ 0.3 of hand-written`. */
  readonly target: string
  readonly holds: (value: number) => boolean
}

/** A target as it was met, or not. */
export interface Target {
  name: string
  target: string
  /** How much was measured; or why nothing was. */
  size: string
  /** Null where nothing could be measured. */
  value: number | null
  holds: boolean
}

export interface Measured {
  readonly size: string
  readonly value: number
}

export interface SuiteContext {
  /** True for a tenth of every size. */
  readonly quick: boolean
  /** A size: as it is, or a tenth of it. */
  scale(size: number): number
  /** Before the suite is ended: rounds that would not fit are left out. */
  secondsLeft(): number
  /** What there is by now: it counts when the suite is ended before its time. */
  soFar(result: SuiteResult): void
  /** Progress, for people. */
  say(words: string): void
  /** A PostgreSQL server of this run's own; undefined where none is installed. */
  readonly postgresUrl: string | undefined
}

export interface SuiteResult {
  readonly figures: Readonly<Record<string, Json>>
  /** By the name of the target. */
  readonly measured: Readonly<Record<string, Measured>>
  /** What shows where the figures come from: by title, parts and their sizes. Generated, as the figures are. */
  readonly profiles?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export interface Suite {
  readonly name: string
  readonly targets: readonly TargetDefinition[]
  /** Longer than this it is ended, and its targets do not hold. Minutes, quick and full. */
  readonly limitMinutes: { readonly quick: number; readonly full: number }
  run(context: SuiteContext): Promise<SuiteResult>
}
