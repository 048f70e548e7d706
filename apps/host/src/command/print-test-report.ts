import type { ConformanceCard } from '@duet/host-api'
import type { FailedTest, TestReport } from '../authoring/test-report.js'
import { columns, type Terminal } from './terminal.js'

const MOST_LINES = 12

/** Prints how the tests came out: the card group by group, what failed and why, what was left out and why. */
export function printTestReport(
  { card, failures, passed, failed, skipped }: TestReport,
  { print, style }: Pick<Terminal, 'print' | 'style'>,
): void {
  if (card !== null) printCard(card)
  for (const failure of failures) printFailure(failure)
  const sums = [
    style('good', `${passed} passed`),
    ...(failed > 0 ? [style('bad', `${failed} failed`)] : []),
    ...(skipped > 0 ? [style('quiet', `${skipped} skipped`)] : []),
  ]
  print(sums.join(', '))

  function printCard({ connector, version, checks, warnings }: ConformanceCard): void {
    print(style('strong', `${connector} ${version}`))
    const groups = Object.entries(checks).map(([group, points]) => ({
      group,
      passed: points.reduce((sum, point) => sum + point.passed.length, 0),
      failed: points.reduce((sum, point) => sum + point.failed.length, 0),
      skipped: points.reduce((sum, point) => sum + point.skipped.length, 0),
    }))
    const lines = columns(
      groups.map((one) => [
        one.failed > 0 ? '  ×' : '  ✓',
        one.group,
        `${one.passed} hold`,
        one.failed > 0 ? `${one.failed} do not` : '',
        one.skipped > 0 ? `${one.skipped} cannot be checked` : '',
      ]),
    )
    for (const [at, line] of lines.entries()) print(style(groups[at]?.failed === 0 ? 'good' : 'bad', line))
    for (const [reason, count] of reasonsOf(card)) print(style('quiet', `  skipped ${count} × ${reason}`))
    for (const warning of warnings) print(`  ${style('warn', 'warning')} ${warning}`)
  }

  function printFailure({ file, test, message }: FailedTest): void {
    print(`${style('bad', 'failed')} ${test ?? `${file} could not be loaded`}`)
    const lines = message.split('\n')
    for (const line of lines.slice(0, MOST_LINES)) print(`    ${line}`)
    if (lines.length > MOST_LINES) print(style('quiet', `    … and ${lines.length - MOST_LINES} more lines`))
    if (test !== null) print(style('quiet', `    in ${file}`))
  }
}

/** Why checks were left out, each reason once. */
function reasonsOf(card: ConformanceCard | null): Map<string, number> {
  const counts = new Map<string, number>()
  for (const points of Object.values(card?.checks ?? {}))
    for (const { says } of points.flatMap(({ skipped }) => skipped))
      counts.set(says, (counts.get(says) ?? 0) + 1)
  return counts
}
