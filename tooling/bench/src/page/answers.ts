import { isPlainObject } from '@duet/core'
import type { Report } from '../report.js'

/** Requests a second of an ordinary quota: what Base CRM grants an account. */
const QUOTA_A_SECOND = 10

/** Sentences; those whose figures are missing are left out. */
type Answer = readonly (string | undefined)[]

/** What the figures say to a person: what a user sees, what the ceiling is, how cost grows. */
export function answers(report: Report): string {
  const sections: [string, Answer][] = [
    ['What would a user see?', forUsers(report)],
    ['What is the ceiling?', ceiling(report)],
    ['How does cost grow?', growth(report)],
  ]
  return sections
    .map(([heading, sentences]) => {
      const said = sentences.filter((sentence) => sentence !== undefined)
      return `## ${heading}\n\n${said.length > 0 ? said.map((sentence) => `- ${sentence}`).join('\n') : 'Not measured in this run.'}\n`
    })
    .join('\n')
}

/** A figure by suite and the names that lead to it; `sentence` is said only where all of its figures are there. */
function reading({ suites }: Report) {
  const at = (suite: string, ...names: string[]): number | undefined => {
    let value: unknown = suites[suite]
    for (const name of names) value = isPlainObject(value) ? value[name] : undefined
    return typeof value === 'number' ? value : undefined
  }
  const say = (figures: (number | undefined)[], sentence: (...known: number[]) => string) => {
    const known = figures.filter((figure) => figure !== undefined)
    return known.length === figures.length ? sentence(...known) : undefined
  }
  const bySize = (suite: string, name: string): [size: number, value: number][] => {
    const group = suites[suite]?.[name]
    if (!isPlainObject(group)) return []
    return Object.entries(group).flatMap(([size, value]) =>
      typeof value === 'number' ? [[Number(size), value] as [number, number]] : [],
    )
  }
  return { at, say, bySize }
}

const count = (value: number) => value.toLocaleString('en')

function forUsers(report: Report): Answer {
  const { at, say } = reading(report)
  return [
    say(
      [at('latency', 'webhook to write p50, ms'), at('latency', 'webhook to write p95, ms')],
      (middle, most) =>
        `A change that the application tells of is written on the other side after ${middle} ms (p50), ${most} ms (p95).`,
    ),
    say(
      [at('latency', 'edit to write by a poll every 2 s p50, ms')],
      (ms) =>
        `An edit nobody tells of, with a poll every two seconds: ${ms} ms (p50), most of it the wait for the poll.`,
    ),
    say(
      [at('end-to-end', 'Duet, records/s'), at('end-to-end', 'wall time of the bare loop')],
      (speed, ratio) =>
        `A first synchronization moves ${count(speed)} records a second over HTTP into PostgreSQL, in ${ratio} times the time of a bare loop that keeps no receipts, no base, no ledger and no checkpoints.`,
    ),
    say(
      [at('quiet', 'API calls'), at('quiet', 'statements'), at('quiet', 'ms')],
      (calls, statements, ms) =>
        `A run in which nothing changed takes ${calls} calls, ${statements} statements and ${ms} ms, however many records are shared.`,
    ),
    say(
      [at('start', 'warm npm start, s')],
      (seconds) => `\`npm start\` is ready after ${seconds} s where everything is installed and built.`,
    ),
    say(
      [at('start', 'cold npm start in a fresh clone, s')],
      (seconds) => `In a fresh clone it is ${seconds} s.`,
    ),
    say(
      [at('start', 'new connector until its tests are green, s')],
      (seconds) =>
        `A new connector is written, built and green after ${seconds} s, the first time in a clone.`,
    ),
    say(
      [at('start', 'another one, warm, s')],
      (seconds) => `The next one, with everything else built, is green after ${seconds} s.`,
    ),
  ]
}

function ceiling(report: Report): Answer {
  const { at, say } = reading(report)
  return [
    say(
      [at('end-to-end', 'Duet, ms of processor time per record')],
      (ms) =>
        `An application grants its quota first: at ${QUOTA_A_SECOND} requests a second (Base CRM) one link writes ${QUOTA_A_SECOND} records a second and keeps a core ${Math.round(((QUOTA_A_SECOND * ms) / 1000) * 1000) / 10} % busy; a core has room for ${count(Math.floor(1000 / (QUOTA_A_SECOND * ms)))} links that write as fast as they may.`,
    ),
    say(
      [at('mapping', 'person toConnec', 'Duet, records/s'), at('http', 'Duet, pages/s')],
      (records, pages) =>
        `Mapping alone does ${count(records)} records a second, the HTTP client ${count(pages)} pages of 100 a second: neither is what a run waits for.`,
    ),
    say(
      [at('fleet', 'links per minute', '1 workers'), at('fleet', 'links per minute', '3 workers')],
      (one, three) =>
        `A worker that takes one link at a time looks after ${count(one)} links a minute, three of them on the same two cores after ${count(three)}, each link with changed records.`,
    ),
    say(
      [at('fleet', 'links per minute, 2 workers with four at once each')],
      (links) => `Two workers as they are by default, four links at once each, look after ${count(links)}.`,
    ),
  ]
}

function growth(report: Report): Answer {
  const { at, say, bySize } = reading(report)
  const memory = (['first', 'full', 'incremental'] as const).map((mode) => {
    const sizes = bySize('memory', mode)
    const [smallest, largest] = [sizes[0], sizes.at(-1)]
    return smallest && largest && smallest !== largest
      ? `Memory of a worker in a${mode === 'incremental' ? 'n' : ''} ${mode} run: ${smallest[1]} MB for ${count(smallest[0])} records, ${largest[1]} MB for ${count(largest[0])}.`
      : undefined
  })
  return [
    say(
      [at('plan', 'exponent')],
      (exponent) =>
        `The time of a plan grows with the records to the power of ${exponent}: both sides are joined by key.`,
    ),
    ...memory,
    say(
      [
        at('cost', 'application to hub', 'created', 'statements'),
        at('cost', 'hub to application', 'created', 'statements'),
      ],
      (toHub, toApplication) =>
        `A thousand new records cost ${toHub} statements towards the hub and ${toApplication} towards the application.`,
    ),
    say(
      [at('types', 'instantiations of a mapper of 120 fields')],
      (instantiations) =>
        `A mapper of 120 fields costs the compiler ${count(instantiations)} instantiations of types.`,
    ),
  ]
}
