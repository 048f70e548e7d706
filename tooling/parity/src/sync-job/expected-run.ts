import type { Side } from '@duet/core'
import { countOf, type Reading, type ReadRun, withoutEmptyEnd } from './reading.js'
import type { RecordedCall } from './sync-job-vector.js'

/** The recorded calls, those of one half put together. */
export function expectedRun(calls: readonly RecordedCall[]): ReadRun {
  const halves = Map.groupBy(calls, (call) => `${call.entity} ${sideOf(call) ?? 'both'}`)
  return {
    entities: [...new Set(calls.map(({ entity }) => entity))],
    readings: [...halves.values()].flatMap(readingsOf),
    brokenOff: new Set(calls.filter(isBrokenOff).map(({ entity }) => entity)),
  }
}

/** The last step of a call that went through is the hook after it. */
const isBrokenOff = ({ steps }: RecordedCall): boolean => steps.length > 0 && steps.at(-1) !== 'after_sync'

function readingsOf(calls: readonly RecordedCall[]): Reading[] {
  const [first] = calls
  if (first === undefined) return []
  const side = sideOf(first)
  if (side !== undefined) return [firstHalf(first.entity, side, calls)]
  return (['external', 'connec'] as const)
    .filter((read) => first.steps.includes(`get_${read}`))
    .map((read) => ({
      entity: first.entity,
      side: read,
      mode: 'changes',
      pages: [],
      count: countIn(first, read),
    }))
}

function firstHalf(entity: string, side: Side, calls: readonly RecordedCall[]): Reading {
  const pages = calls.map((call) => ({
    skip: call.opts.__skip ?? 0,
    limit: call.opts.__limit ?? 0,
    count: countIn(call, side) ?? 0,
  }))
  const isCounted = calls.every((call) => countIn(call, side) !== undefined)
  return {
    entity,
    side,
    mode: 'first',
    pages: withoutEmptyEnd(pages),
    count: isCounted ? countOf(pages) : undefined,
  }
}

const countIn = ({ externalCount, connecCount }: RecordedCall, side: Side): number | undefined =>
  side === 'external' ? externalCount : connecCount

/** The side a call of a first synchronization read; undefined for both. */
function sideOf({ opts }: RecordedCall): Side | undefined {
  if (opts.__skip_connec === true) return 'external'
  return opts.__skip_external === true ? 'connec' : undefined
}
