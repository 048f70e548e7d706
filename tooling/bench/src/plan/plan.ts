import type { PlainRecord, Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import {
  type Considered,
  flatten,
  hashOf,
  type PlanPolicy,
  plan as planPair,
  preparedMapper,
} from '@duet/sync-engine'
import { linearRegression, median } from 'simple-statistics'
import { UnequalResultsError } from '../measure/equal.js'
import { profiled } from '../measure/profile.js'
import { rounded } from '../measure/round.js'
import { personFields } from '../servers/hub.js'
import type { Suite, SuiteResult } from '../suite.js'
import { contactFields, ENTITY, personMapper } from '../world/connector.js'

const SIZES = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000]
const AIM = 8_000
const AIM_MS = 250
const ROUNDS = 7
/** Rounds that are not counted: code is compiled when it is warm. */
const WARM_UP = 2
/** Small sizes are planned several times, so that no sample is shorter than the clock and the collector allow. */
const SMALLEST_SAMPLE = 1_600

const prepared = preparedMapper(personMapper, undefined)
const policy: PlanPolicy = {
  directions: { toConnec: true, toExternal: true },
  push: { connec: 'upsert', external: 'upsert' },
  preempt: null,
  full: false,
  historyLimit: null,
  firstSeenAt: 0,
  skewToleranceMs: 5_000,
}

/** How the time of a plan grows with the records that changed on both sides. */
export const plan: Suite = {
  name: 'plan',
  targets: [
    { name: 'plan: growth exponent', target: '≤ 1.1', holds: (value) => value <= 1.1 },
    {
      name: 'plan: milliseconds for 8,000 records changed on both sides',
      target: '< 250 (quick: 800 records, < 25)',
      holds: (value) => value < AIM_MS,
    },
  ],
  limitMinutes: { quick: 1, full: 8 },
  async run({ quick, scale, say }): Promise<SuiteResult> {
    const sizes = SIZES.map(scale)
    const times = new Map<number, number[]>(sizes.map((size) => [size, []]))
    const cases = new Map(sizes.map((size) => [size, bothChanged(size)]))
    for (let round = -WARM_UP; round < ROUNDS; round += 1)
      for (const [size, pairs] of cases) {
        globalThis.gc?.()
        const runs = Math.ceil(SMALLEST_SAMPLE / size)
        let ms = 0
        for (let run = 0; run < runs; run += 1) ms += timed(size, pairs)
        if (round >= 0) times.get(size)?.push(ms / runs)
      }
    const medians = sizes.map((size) => median(times.get(size) ?? [0]))
    const points = sizes.map((size, at) => [Math.log(size), Math.log(medians[at] ?? 1)])
    const { m: exponent } = linearRegression(points)
    const aimMs = medians[sizes.indexOf(scale(AIM))] ?? Number.NaN
    const profiledCase = bothChanged(AIM)
    const { profile } = await profiled(async () => timed(AIM, profiledCase))
    say(`exponent ${exponent.toFixed(2)}`)
    return {
      figures: {
        exponent: rounded(exponent),
        ms: Object.fromEntries(sizes.map((size, at) => [size, rounded(medians[at] ?? 0)])),
      },
      profiles: { 'self time by function': profile },
      measured: {
        'plan: growth exponent': { size: `${sizes[0]} to ${sizes.at(-1)} records`, value: rounded(exponent) },
        'plan: milliseconds for 8,000 records changed on both sides': {
          size: `${scale(AIM)} records${quick ? ', its time taken tenfold' : ''}`,
          value: rounded(aimMs * (quick ? 10 : 1)),
        },
      },
    }
  },
}

/** What both sides send, and what was agreed: joined by key and planned inside the measured time. */
interface Changed {
  readonly connec: readonly PlainRecord[]
  readonly external: readonly PlainRecord[]
  readonly idMaps: ReadonlyMap<string, IdMap>
}

function bothChanged(size: number): Changed {
  const numbers = Array.from({ length: size }, (_, at) => at + 1)
  return {
    // the hub changed the title, the application title and city: one field clashes, one travels
    connec: numbers.map((number) => ({ id: `c${number}`, ...personFields(number, 2) })),
    external: numbers.map((number) => ({ id: `${number}`, ...contactFields(number, 3), city: 'Leeds' })),
    idMaps: new Map(numbers.map((number) => [`${number}`, agreed(number)])),
  }
}

function timed(size: number, { connec, external, idMaps }: Changed): number {
  const started = performance.now()
  const rivals = new Map(connec.map((record) => [String(record.id), record]))
  let operations = 0
  let conflicts = 0
  for (const record of external) {
    const idMap = idMaps.get(String(record.id))
    const rival = rivals.get(String(idMap?.connecId))
    const decided = planPair({
      mapper: prepared,
      idMap,
      policy,
      external: considered('external', record),
      connec: rival && considered('connec', rival),
    })
    if (decided.connec) operations += 1
    if (decided.external) operations += 1
    conflicts += decided.conflicts.length
  }
  const ms = performance.now() - started
  if (operations !== 2 * size || conflicts !== size)
    throw new UnequalResultsError(
      `Failed to plan ${size} pairs: ${operations} operations and ${conflicts} conflicts came of them, not ${2 * size} and ${size}.`,
    )
  return ms
}

function considered(side: Side, fields: PlainRecord): Considered {
  const draft = prepared.draftOf(side, fields)
  const image = flatten(draft)
  return {
    record: {
      side,
      resource: side === 'connec' ? 'person' : 'contacts',
      id: String(fields.id),
      fields,
      createdAt: new Date(0),
      updatedAt: new Date(side === 'connec' ? 60_000 : 120_000),
      externalIds: [],
      references: [],
      lineIds: {},
      label: '',
      payload: () => null,
    },
    draft,
    image,
    missing: undefined,
  }
}

function agreed(number: number): IdMap {
  const base = {
    connec: considered('connec', personFields(number)).image,
    external: considered('external', contactFields(number)).image,
  }
  return {
    id: `m${number}`,
    linkId: 'l',
    entity: ENTITY,
    connecResource: 'person',
    externalResource: 'contacts',
    connecId: `c${number}`,
    externalId: `${number}`,
    label: null,
    receipts: { connec: hashOf(base.connec), external: hashOf(base.external) },
    base,
    pushedAt: { connec: null, external: null },
    optedOut: { toConnec: false, toExternal: false },
    inactive: false,
    message: null,
    metadata: {},
    firstSeenAt: 0,
    updatedAt: 0,
  }
}
