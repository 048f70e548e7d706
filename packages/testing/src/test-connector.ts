import type { Connector } from '@duet/core'
import { afterAll, test } from 'vitest'
import { CannotCheckError } from './cannot-check-error.js'
import { versionOf, writeCard } from './card/card-file.js'
import { cardOf } from './card/card-of.js'
import { renderCard } from './card/render-card.js'
import type { CheckCase } from './check.js'
import { checks } from './checks/checks.js'
import { closestPackageJson } from './closest-package-json.js'
import { createKit } from './kit.js'
import type { KitOptions } from './kit-options.js'
import type { CheckOutcome } from './run-checks.js'

/**
 * Registers the tests every connector must pass, and writes how they came out to `conformance.json` beside its manifest.
 * What cannot be checked is skipped, with the reason in its name.
 *
 * @example
 * testConnector(exampleCrm, {
 *   simulator: () => createExampleCrmSimulator(),
 *   fixtures: new URL('../fixtures/', import.meta.url),
 * })
 */
export function testConnector(connector: Connector, options: KitOptions): void {
  const kit = createKit(connector, options)
  const cases = checks.flatMap((check) => check.cases(kit))
  const outcomes = new Map<CheckCase, CheckOutcome>()
  for (const checkCase of cases) register(checkCase, (outcome) => outcomes.set(checkCase, outcome))

  afterAll(() => {
    // a part of the tests says nothing about the connector
    if (outcomes.size < cases.length) return
    const { packageJson = closestPackageJson() } = options
    const inOrder = cases.flatMap((checkCase) => outcomes.get(checkCase) ?? [])
    const card = cardOf(connector, { version: versionOf(packageJson), outcomes: inOrder })
    writeCard(packageJson, card)
    console.info(renderCard(card))
  })
}

/** Enough for a first synchronization on a machine that has much else to do. */
const TIMEOUT_MS = 60_000

function register(
  { check, subject, applies, run }: CheckCase,
  report: (outcome: CheckOutcome) => void,
): void {
  const title = `${subject}: ${check}`
  if (applies !== true) {
    report({ check, subject, status: 'skipped', reason: applies })
    test.skip(`${title} (skipped: ${applies})`, () => {})
    return
  }
  test(title, { timeout: TIMEOUT_MS }, async ({ skip }) => {
    try {
      await run()
      report({ check, subject, status: 'passed' })
    } catch (error) {
      if (error instanceof CannotCheckError) {
        report({ check, subject, status: 'skipped', reason: error.reason })
        skip(error.reason)
      }
      report({ check, subject, status: 'failed', error })
      throw error
    }
  })
}
