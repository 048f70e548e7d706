import { type Deviations, explain } from './deviations.js'
import type { Outcome, Runner } from './runner.js'
import { recordsError, showsDefect, type Vector } from './vector.js'

/** What a vector counts as. */
export type Verdict =
  | { readonly kind: 'same' | 'better' | 'internal' }
  | { readonly kind: 'listed'; readonly by: string }
  | { readonly kind: 'differs'; readonly what: string }

/** Runs a vector and judges what came out by the class it is of. */
export async function judge(runner: Runner, vector: Vector, deviations: Deviations): Promise<Verdict> {
  let outcome: Outcome
  try {
    outcome = await runner.run(vector)
  } catch (error) {
    return { kind: 'differs', what: `it could not be run: ${wordsOf(error)}` }
  }
  if (outcome.internal) return { kind: 'internal' }
  if (outcome.untyped !== undefined)
    return { kind: 'differs', what: `an untyped error came out: ${outcome.untyped}` }
  if (showsDefect(vector)) return ofDefect(outcome)
  return ofRest(outcome, { file: runner.file, vector, deviations })
}

/** Here the same would mean that the defect was copied. */
function ofDefect({ differences, avoided }: Outcome): Verdict {
  return differences.length > 0 || avoided !== undefined
    ? { kind: 'better' }
    : { kind: 'differs', what: 'the defect it shows is there again' }
}

function ofRest(
  { differences }: Outcome,
  { file, vector, deviations }: { file: string; vector: Vector; deviations: Deviations },
): Verdict {
  if (differences.length === 0) return { kind: recordsError(vector) ? 'better' : 'same' }
  const { unexplained, by } = explain(deviations, { file, vector, differences })
  if (unexplained.length === 0 && by !== undefined) return { kind: 'listed', by }
  return { kind: 'differs', what: unexplained.join('; ') }
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
