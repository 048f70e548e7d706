import type { Json } from '@duet/core'
import type { Suite, Target } from './suite.js'
import type { SuiteEnd } from './suite-process.js'

/** What is printed by `--json`. */
export interface Report {
  suites: Record<string, Record<string, Json>>
  targets: Target[]
}

/** Puts the ends of the suites together; a suite without a result keeps its targets, which do not hold. */
export function reportOf(ends: ReadonlyMap<Suite, SuiteEnd>): Report {
  const report: Report = { suites: {}, targets: [] }
  for (const [suite, end] of ends) {
    report.suites[suite.name] =
      'result' in end
        ? {
            ...end.result.figures,
            ...(end.result.profiles && { profiles: end.result.profiles }),
            'seconds taken': Math.round(end.seconds),
          }
        : { failed: firstLine(end.failure), 'seconds taken': Math.round(end.seconds) }
    report.targets.push(...targetsOf(suite, end))
  }
  return report
}

function targetsOf(suite: Suite, end: SuiteEnd): Target[] {
  return suite.targets.map(({ name, target, holds }) => {
    const measured = 'result' in end ? end.result.measured[name] : undefined
    if (measured !== undefined && Number.isFinite(measured.value))
      return { name, target, size: measured.size, value: measured.value, holds: holds(measured.value) }
    const reason = 'failure' in end ? firstLine(end.failure) : (measured?.size ?? 'nothing was measured')
    return { name, target, size: `not measured: ${reason}`, value: null, holds: false }
  })
}

const firstLine = (words: string): string => words.split('\n', 1)[0] ?? words

/** The targets, one a line. */
export const inWords = ({ targets }: Report): string =>
  targets
    .map(
      ({ name, target, size, value, holds }) =>
        `${holds ? 'holds ' : 'MISSED'}  ${name}: ${value ?? '-'} (target ${target}; ${size})`,
    )
    .join('\n')
