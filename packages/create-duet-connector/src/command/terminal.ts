import type { Readable, Writable } from 'node:stream'
import { isCancel } from '@clack/prompts'
import { ScaffoldError } from '../plan/scaffold-error.js'

/** Where somebody can be asked. */
export interface Terminal {
  readonly input: Readable
  readonly output: Writable
}

/** The answer to a question. Throws `ScaffoldError` when whoever was asked wants to leave. */
export async function answerTo<T>(question: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await question
  if (isCancel(answer)) throw new ScaffoldError('Cancelled: nothing was written.')
  // What clack answers by a symbol is a cancellation, which has just been ruled out.
  return answer as Exclude<T, symbol>
}
