import type { Imports } from '../code/imports.js'
import { withImports } from './with-imports.js'

/** A change to a file of a connector. */
export interface Edit {
  readonly path: string
  /** The file as it is to be; as it was where it has the change; undefined where it is not as it was written. */
  apply(code: string): string | undefined
  /** What to add where the change cannot be made. */
  readonly byHand: readonly string[]
}

/** One step after the other, as long as the code is recognised. */
export const inTurn =
  (...steps: readonly ((code: string) => string | undefined)[]) =>
  (code: string): string | undefined =>
    steps.reduce<string | undefined>(
      (changed, step) => (changed === undefined ? undefined : step(changed)),
      code,
    )

export const importing = (added: Imports) => (code: string) => withImports(code, added)
