import type { Vector } from './vector.js'

/** What running one vector showed. */
export interface Outcome {
  /** An inner step of the old framework, never required. */
  readonly internal?: true
  /** Each names what differs: `calls: expected an update of e1, got none`. Empty: the same. */
  readonly differences: readonly string[]
  /** Of a vector that shows a defect: how it was seen, in words, that the defect is not there. */
  readonly avoided?: string
  /** An error came out that is not one of Duet's. */
  readonly untyped?: string
}

/** Runs the vectors of one file through the real packages. */
export interface Runner {
  readonly file: string
  /** False for files that are for information: run and reported, never failing. */
  readonly required: boolean
  run(vector: Vector): Promise<Outcome>
}
