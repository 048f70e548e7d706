import type { Connector } from '@duet/core'
import { test } from 'vitest'
import { CannotCheckError } from './cannot-check-error.js'
import type { CheckCase } from './check.js'
import { checks } from './checks/checks.js'
import { createKit } from './kit.js'
import type { KitOptions } from './kit-options.js'

/**
 * Registers the tests every connector must pass. What cannot be checked is skipped, with the reason in its name.
 *
 * @example
 * testConnector(exampleCrm, {
 *   simulator: () => createExampleCrmSimulator(),
 *   fixtures: new URL('../fixtures/', import.meta.url),
 * })
 */
export function testConnector(connector: Connector, options: KitOptions): void {
  const kit = createKit(connector, options)
  for (const check of checks) for (const checkCase of check.cases(kit)) register(checkCase)
}

/** Enough for a first synchronization on a machine that has much else to do. */
const TIMEOUT_MS = 60_000

function register({ check, subject, applies, run }: CheckCase): void {
  const title = `${subject}: ${check}`
  if (applies !== true) test.skip(`${title} (skipped: ${applies})`, () => {})
  else
    test(title, { timeout: TIMEOUT_MS }, async ({ skip }) => {
      try {
        await run()
      } catch (error) {
        if (error instanceof CannotCheckError) skip(error.reason)
        throw error
      }
    })
}
