import type { Run } from '@duet/host-api'
import { type BaseCrmAccess, createBaseCrmClient } from './base-crm-client.js'
import { compareSides } from './compare.js'
import { editBothSides } from './edits.js'
import { createHostClient } from './host-client.js'
import { createHubClient, type HubAccess } from './hub-client.js'
import { openSession } from './session.js'

/** Where everything is; the journey only speaks HTTP. */
export interface JourneyOptions {
  hostUrl: string
  signInUrl: string
  hub: HubAccess
  baseCrm: BaseCrmAccess
  /** Stops the host and starts it again on the same data. */
  restartHost(): Promise<void>
  /** Only the first synchronization and the comparison. */
  brief?: boolean
  /** What is being done, in words. */
  say?(words: string): void
}

/** One run as the report shows it. */
export interface RunReport
  extends Pick<Run['totals'], 'read' | 'applied' | 'unchanged' | 'skipped' | 'parked' | 'failed'> {
  n: number
  status: string
  writesToConnec: number
  writesToExternal: number
  ms: number
}

/** What the journey saw. */
export interface JourneyReport {
  linked: boolean
  runs: RunReport[]
  secondRunWrites: number
  afterRestartWrites: number
  duplicates: number
  differences: number
  compared: number
  deleted: number
  /** Everything that did not hold, in words; empty when all did. */
  problems: string[]
}

/** At least so many pairs must have been compared, or the comparison proves nothing. */
const LEAST_COMPARED = 300

/** New records show up in Base CRM's lists about a second later. */
const LIST_LAG_MS = 1500

const untilListed = () => new Promise((resolve) => setTimeout(resolve, LIST_LAG_MS))

/** Links, synchronizes, edits, synchronizes, restarts and compares, as a person would, without one. */
export async function journey(options: JourneyOptions): Promise<JourneyReport> {
  const say = options.say ?? (() => {})
  const host = createHostClient(options.hostUrl, openSession())
  const hub = createHubClient(options.hub)
  const base = createBaseCrmClient(options.baseCrm)
  const runs: Run[] = []

  say('signing in and linking the company to Base CRM')
  await host.signIn(options.signInUrl)
  const link = await host.link('basecrm')
  say('first synchronization')
  runs.push(await host.waitForRuns(link.id, 1))
  const edits = options.brief ? undefined : await goOn()
  if (options.brief) await untilListed()
  say('comparing both sides')
  const comparison = await compareSides(hub, base)

  const reports = runs.map(reportOf)
  const report: JourneyReport = {
    linked: link.status === 'linked',
    runs: reports,
    secondRunWrites: options.brief ? 0 : writesOf(reports[1]),
    afterRestartWrites: options.brief ? 0 : writesOf(reports[3]),
    duplicates: comparison.duplicates.length,
    differences: comparison.differences.length,
    compared: comparison.compared,
    deleted: comparison.deleted.length,
    problems: [...comparison.duplicates, ...comparison.differences, ...((await edits?.check()) ?? [])],
  }
  return { ...report, problems: [...complaintsOf(report), ...report.problems] }

  async function goOn() {
    say('second synchronization: nothing changed')
    await host.synchronize(link.id)
    runs.push(await host.waitForRuns(link.id, 2))
    say('editing, creating and deleting on both sides; third synchronization')
    const edits = await editBothSides(hub, base)
    await untilListed()
    await host.synchronize(link.id)
    runs.push(await host.waitForRuns(link.id, 3))
    say('restarting the host; fourth synchronization')
    await options.restartHost()
    await host.synchronize(link.id)
    runs.push(await host.waitForRuns(link.id, 4))
    return edits
  }
}

/** True only if all holds. */
export const journeyHolds = (report: JourneyReport): boolean => report.problems.length === 0

function complaintsOf(report: JourneyReport): string[] {
  const complaints: string[] = []
  const demand = (holds: boolean, words: string) => {
    if (!holds) complaints.push(words)
  }
  demand(report.linked, 'the company is not linked')
  demand(report.secondRunWrites === 0, `the second run wrote ${report.secondRunWrites} times`)
  demand(
    report.afterRestartWrites === 0,
    `the run after the restart wrote ${report.afterRestartWrites} times`,
  )
  demand(report.compared > LEAST_COMPARED, `only ${report.compared} pairs were compared`)
  for (const run of report.runs) {
    demand(run.status === 'succeeded', `run ${run.n} ended as ${run.status}`)
    const skipped = Object.values(run.skipped).reduce((sum, count) => sum + count, 0)
    const sum = run.applied + run.unchanged + skipped + run.parked + run.failed
    demand(
      run.read === sum,
      `the counts of run ${run.n} do not add up: read ${run.read}, accounted for ${sum}`,
    )
  }
  return complaints
}

const writesOf = (run: RunReport | undefined) =>
  run ? run.writesToConnec + run.writesToExternal : Number.NaN

const reportOf = (run: Run): RunReport => ({
  n: run.number,
  status: run.status,
  read: run.totals.read,
  applied: run.totals.applied,
  unchanged: run.totals.unchanged,
  skipped: run.totals.skipped,
  parked: run.totals.parked,
  failed: run.totals.failed,
  writesToConnec: run.totals.writesToConnec,
  writesToExternal: run.totals.writesToExternal,
  ms: (run.finishedAt ?? run.startedAt) - run.startedAt,
})
