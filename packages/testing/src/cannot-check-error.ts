import { DuetError } from '@duet/core'

/** Nobody can tell whether a check holds here: it is skipped, with the reason, instead of failed. */
export class CannotCheckError extends DuetError {
  /** Why, in words. */
  readonly reason: string

  constructor(reason: string) {
    super(`Failed to check: ${reason}. Nothing needs to be done, unless you expected this check to run.`)
    this.reason = reason
  }
}
