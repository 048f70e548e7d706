import { type Connector, checkConnector } from '@duet/core'
import type { CheckedPoint, ConformanceCard } from '@duet/host-api'
import { checkGroups } from '../checks/checks.js'
import type { CheckOutcome } from '../run-checks.js'

/** What the outcomes of all checks come to. Holds no times, so that the same outcomes give the same card. */
export function cardOf(
  connector: Connector,
  { version, outcomes }: { version: string; outcomes: readonly CheckOutcome[] },
): ConformanceCard {
  const count = (status: CheckOutcome['status']) => outcomes.filter((one) => one.status === status).length
  return {
    connector: connector.name,
    version,
    apiVersion: connector.apiVersion,
    passed: count('passed'),
    skipped: count('skipped'),
    failed: count('failed'),
    warnings: checkConnector(connector).map(({ message }) => message),
    checks: Object.fromEntries(
      Object.entries(checkGroups).map(([group, checks]) => [
        group,
        checks.map(({ name }) =>
          pointOf(
            name,
            outcomes.filter(({ check }) => check === name),
          ),
        ),
      ]),
    ),
  }
}

const pointOf = (check: string, outcomes: readonly CheckOutcome[]): CheckedPoint => ({
  check,
  passed: outcomes.filter(({ status }) => status === 'passed').map(({ subject }) => subject),
  skipped: outcomes
    .filter(({ status }) => status === 'skipped')
    .map(({ subject, reason = '' }) => ({ subject, says: reason })),
  failed: outcomes
    .filter(({ status }) => status === 'failed')
    .map(({ subject, error }) => ({ subject, says: firstLine(error) })),
})

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
