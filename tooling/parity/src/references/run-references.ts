import { DuetError } from '@duet/core'
import type { Outcome } from '../runner.js'
import type { Vector } from '../vector.js'
import { fold } from './fold.js'
import { mergeLines } from './merge-lines.js'
import { unfold } from './unfold.js'

const methods: Record<string, (vector: Vector) => Outcome> = {
  fold_references: fold,
  unfold_references: unfold,
  merge_id_hashes: mergeLines,
}

/** Folding, unfolding and merging of ids; what the old framework did on the way there is internal. */
export async function runReferences(vector: Vector): Promise<Outcome> {
  const run = methods[String(vector.method)]
  if (run === undefined) return { internal: true, differences: [] }
  try {
    return run(vector)
  } catch (error) {
    if (error instanceof DuetError) return { differences: [] }
    return { differences: [], untyped: String(error) }
  }
}
