import { HostError } from '../host-error.js'
import { leftOutWords } from './left-out-words.js'
import type { Result } from './synchronize-now.js'
import { type Terminal, table } from './terminal.js'

/** Prints what runs did. Throws `HostError` when one did not succeed. */
export function printReports(
  results: readonly Result[],
  { print, json }: Pick<Terminal, 'print'> & { json: boolean },
): void {
  const reports = results.flatMap(({ linkId, reports }) => reports.map((report) => ({ linkId, ...report })))
  if (json) print(JSON.stringify({ runs: reports }))
  else {
    print(
      table(
        ['LINK', 'RUN', 'STATUS', 'READ', 'APPLIED', 'PARKED', 'FAILED', 'WRITES', 'SECONDS'],
        reports.map(({ linkId, number, status, totals, ms }) => [
          linkId,
          String(number),
          status,
          String(totals.read),
          String(totals.applied),
          String(totals.parked),
          String(totals.failed),
          String(totals.writesToConnec + totals.writesToExternal),
          (ms / 1000).toFixed(1),
        ]),
      ),
    )
    for (const { totals } of reports) for (const words of leftOutWords(totals)) print(words)
    for (const { plan } of reports) if (plan !== undefined) print(comparedWords(plan))
  }
  const trouble = results.map(troubleOf).find((words) => words !== undefined)
  if (trouble !== undefined) throw new HostError(trouble)
}

type Comparison = NonNullable<Result['reports'][number]['plan']>

const comparedWords = ({ as_shown, changed, added, gone }: Comparison): string =>
  `Of the plan ${as_shown} as shown; ${changed} changed since, ${added} added, ${gone} with nothing left to do.`

function troubleOf({ linkId, left, error, reports }: Result): string | undefined {
  if (left === 'busy')
    return `Failed to synchronize ${linkId} now: a synchronization of it is running. It follows when that has ended and a worker runs.`
  if (left === 'suspended')
    return `Failed to synchronize ${linkId}: it is suspended after three failures in a row. Mend the cause, then run it with --forced.`
  if (left === 'not_linked')
    return `Failed to synchronize ${linkId}: its account is not linked. Link it on the page of the company.`
  if (left === 'blocked') return error
  return reports.find((report) => report.status !== 'succeeded' && report.error !== null)?.error ?? undefined
}
