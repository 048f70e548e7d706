import { UnequalResultsError } from '../measure/equal.js'
import { rounded } from '../measure/round.js'
import type { Suite, SuiteContext, SuiteResult } from '../suite.js'
import { createWorld, type World } from '../world/world.js'

const RECORDS = 10_000
const BATCH = 50

const names = {
  writes: 'cost: application writes per changed record',
  batches: 'cost: batches per 50 records to the hub',
  created: 'cost: statements per 1,000 new records',
  unchanged: 'cost: statements per 1,000 unchanged records',
}

/** API calls and SQL statements per 1,000 new, changed and unchanged records. */
export const cost: Suite = {
  name: 'cost',
  targets: [
    { name: names.writes, target: '≤ 1', holds: (value) => value <= 1 },
    { name: names.batches, target: '≤ 1', holds: (value) => value <= 1 },
    { name: names.created, target: '≤ 60', holds: (value) => value <= 60 },
    { name: names.unchanged, target: '≤ 20', holds: (value) => value <= 20 },
  ],
  limitMinutes: { quick: 3, full: 15 },
  async run(context): Promise<SuiteResult> {
    const records = context.scale(RECORDS)
    const toHub = await measure(context, records, 'toConnec')
    const toApplication = await measure(context, records, 'toExternal')
    const size = `${records} records`
    const { created, changed, unchanged } = toHub.costs
    const other = toApplication.costs
    return {
      figures: { 'application to hub': toHub.costs, 'hub to application': toApplication.costs },
      profiles: {
        'statements of a first run, application to hub': toHub.statements,
        'statements of a first run, hub to application': toApplication.statements,
      },
      measured: {
        [names.writes]: { size, value: other.changed['application writes'] / 1000 },
        [names.batches]: {
          size,
          value: Math.max(created['hub batches'], changed['hub batches']) / (1000 / BATCH),
        },
        [names.created]: { size, value: Math.max(created.statements, other.created.statements) },
        [names.unchanged]: {
          size,
          value: Math.max(unchanged.statements, other.unchanged.statements),
        },
      },
    }
  },
}

interface Measurement {
  readonly costs: Readonly<Record<'created' | 'changed' | 'unchanged', Costs>>
  /** Of the first run, by text. */
  readonly statements: Readonly<Record<string, number>>
}

interface Costs {
  [figure: string]: number
  statements: number
  'application reads': number
  'application writes': number
  'hub reads': number
  'hub batches': number
}

async function measure(
  { postgresUrl, say }: SuiteContext,
  records: number,
  direction: 'toConnec' | 'toExternal',
): Promise<Measurement> {
  const toConnec = direction === 'toConnec'
  await using world = await createWorld({
    postgresUrl,
    contacts: toConnec ? records : 0,
    people: toConnec ? 0 : records,
    directions: { toConnec, toExternal: !toConnec },
  })
  const once = async (options: { full?: boolean }, expected: number) => {
    await Promise.all([world.application.ask('reset'), world.hub.ask('reset')])
    const { statements, frequent, writesToConnec, writesToExternal } = await world.run(options)
    const written = toConnec ? writesToConnec : writesToExternal
    if (written !== expected)
      throw new UnequalResultsError(
        `Failed to count the cost: ${written} records were written, not ${expected}.`,
      )
    return { costs: await costsOf(world, statements, records), frequent }
  }
  const created = await once({}, records)
  say(`${direction}: ${created.costs.statements} statements per 1,000 new records`)
  const unchanged = await once({ full: true }, 0)
  await world[toConnec ? 'application' : 'hub'].ask('edit', { count: records, version: 2 })
  const changed = await once({}, records)
  return {
    costs: { created: created.costs, changed: changed.costs, unchanged: unchanged.costs },
    statements: created.frequent,
  }
}

async function costsOf(world: World, statements: number, records: number): Promise<Costs> {
  const [application, hub] = [await world.application.stats(), await world.hub.stats()]
  const per1000 = (count = 0) => rounded((count / records) * 1000)
  return {
    statements: per1000(statements),
    'application reads': per1000(application.reads),
    'application writes': per1000(application.writes),
    'hub reads': per1000(hub.reads),
    'hub batches': per1000(hub.batches),
  }
}
