import fc from 'fast-check'
import { CannotCheckError } from '../cannot-check-error.js'

/**
 * Runs a property on generated records. Throws with the smallest record for which it does not hold,
 * `CannotCheckError` when hardly any record met its precondition.
 */
export function holdForAll<Values>(
  property: fc.IProperty<Values>,
  parameters: fc.Parameters<Values> = {},
): void {
  const details = fc.check(property, parameters)
  if (details.failed && details.counterexample === null)
    throw new CannotCheckError('generated records are hardly ever of this kind')
  if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance })
}
