import type { Connector } from '@duet/core'
import { CannotCheckError } from './cannot-check-error.js'
import type { Check, CheckCase } from './check.js'
import { checks } from './checks/checks.js'
import { createKit } from './kit.js'
import type { KitOptions } from './kit-options.js'

/** How a check of one part came out. */
export interface CheckOutcome {
  readonly check: string
  readonly subject: string
  readonly status: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped. */
  readonly reason?: string
  readonly error?: unknown
}

/**
 * Runs the checks one after the other and says how each came out; `testConnector` does the same as tests.
 *
 * @example
 * const failed = (await runChecks(connector, { simulator })).filter(({ status }) => status === 'failed')
 */
export async function runChecks(
  connector: Connector,
  options: KitOptions & { only?: readonly Check[] },
): Promise<readonly CheckOutcome[]> {
  const kit = createKit(connector, options)
  const outcomes: CheckOutcome[] = []
  for (const check of options.only ?? checks) {
    for (const checkCase of check.cases(kit)) outcomes.push(await outcomeOf(checkCase))
  }
  return outcomes
}

async function outcomeOf({ check, subject, applies, run }: CheckCase): Promise<CheckOutcome> {
  if (applies !== true) return { check, subject, status: 'skipped', reason: applies }
  try {
    await run()
    return { check, subject, status: 'passed' }
  } catch (error) {
    if (error instanceof CannotCheckError) return { check, subject, status: 'skipped', reason: error.reason }
    return { check, subject, status: 'failed', error }
  }
}
