import { compareEntities } from './compare-entities.js'
import type { Reading, ReadRun } from './reading.js'
import type { SyncJobVector } from './sync-job-vector.js'

/** What differs between the recorded run and ours, each in words, with the reason where the vector shows one. */
export function compareRuns(
  vector: SyncJobVector,
  { expected, actual }: Record<'expected' | 'actual', ReadRun>,
): string[] {
  const both = expected.entities.filter((entity) => actual.entities.includes(entity))
  return [
    ...compareEntities(vector, { expected: expected.entities, actual: actual.entities }),
    ...both.flatMap((entity) => {
      const of = ({ readings }: ReadRun) => readings.filter((reading) => reading.entity === entity)
      return compareReadings(vector, {
        expected: of(expected),
        actual: of(actual),
        brokenOff: expected.brokenOff.has(entity),
      })
    }),
  ]
}

interface Readings {
  readonly expected: readonly Reading[]
  readonly actual: readonly Reading[]
  readonly brokenOff: boolean
}

function compareReadings(vector: SyncJobVector, { expected, actual, brokenOff }: Readings): string[] {
  const differences = expected.flatMap((reading) => {
    if (reading.count === undefined) return []
    const [want, got] = [wordsOf(reading), wordsOf(actual.find(sameHalf(reading)))]
    return want === got ? [] : [`${placeOf(vector, reading)}: expected ${want}, got ${got}`]
  })
  const more = brokenOff ? [] : actual.filter((reading) => !expected.some(sameHalf(reading)))
  return [
    ...differences,
    ...more.map((reading) => `${placeOf(vector, reading)}: expected nothing read, got ${wordsOf(reading)}`),
    ...(differences.length + more.length === 0 ? compareHalves(expected, actual) : []),
  ]
}

function placeOf({ organization, entities }: SyncJobVector, { entity, side }: Reading): string {
  const directions = organization.synchronized_entities[entity]
  const travels = side === 'connec' ? directions?.toExternal : directions?.toConnec
  const isPaged = entities[entity]?.[side].every(({ batched }) => batched) ?? true
  return `${entity}, ${side} side${travels ? '' : ', from which nothing travels'}${isPaged ? '' : ', which has no pages'}`
}

/** The order of the halves of a first synchronization; changes are read together, in any order. */
function compareHalves(expected: readonly Reading[], actual: readonly Reading[]): string[] {
  const halves = (readings: readonly Reading[]) =>
    readings
      .filter(({ mode, count }) => mode === 'first' && count !== undefined)
      .map(({ side }) => side)
      .join(' before ')
  const known = actual.filter((reading) => expected.some(sameHalf(reading)))
  const [want, got] = [halves(expected), halves(known)]
  return want === got ? [] : [`${expected[0]?.entity}: expected ${want}, got ${got}`]
}

const sameHalf =
  ({ side, mode }: Reading) =>
  (other: Reading): boolean =>
    other.side === side && other.mode === mode

function wordsOf(reading: Reading | undefined): string {
  if (reading === undefined) return 'nothing read'
  if (reading.mode === 'changes') return `${reading.count} changed`
  const pages = reading.pages.map(({ skip, limit, count }) => `${count} of ${limit} after ${skip}`)
  return `a first half of ${pages.join(', ') || 'no records'}`
}
