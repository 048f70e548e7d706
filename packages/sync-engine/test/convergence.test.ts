import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crashingStore } from './crashing-store.js'
import { createWorld, expectQuiet, idOf, ourIdsOf, type World } from './world.js'

const HOUR = 3_600_000
const RUNS = Number(process.env.CONVERGENCE_RUNS ?? 5)

type Step =
  | { kind: 'create'; side: 'hub' | 'crm'; parent: number | undefined }
  | {
      kind: 'edit'
      side: 'hub' | 'crm'
      record: number
      field: 'name' | 'description' | 'serial'
      value: string
    }
  | {
      kind: 'run'
      fault: 'lost' | 'failed' | 'refused' | 'limited' | 'crash' | 'none'
      of: 'hub' | 'crm'
      after: number
    }
  | { kind: 'pass'; seconds: number }

const side = fc.constantFrom('hub' as const, 'crm' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    side,
    parent: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('edit' as const),
    side,
    record: fc.nat({ max: 9 }),
    field: fc.constantFrom('name' as const, 'description' as const, 'serial' as const),
    value: fc.stringMatching(/^[a-z]{3}$/),
  }),
  fc.record({
    kind: fc.constant('run' as const),
    fault: fc.constantFrom(
      'lost' as const,
      'failed' as const,
      'refused' as const,
      'limited' as const,
      'crash' as const,
      'none' as const,
    ),
    of: side,
    after: fc.nat({ max: 2 }),
  }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat({ max: 4000 }) }),
)

test('whatever is edited and whatever fails, both sides end up equal, and then it is quiet', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 25 }),
      fc.constantFrom(-600_000, 0, 600_000),
      async (steps, skew) => {
        await using world = await createWorld({
          entities: { item: { toConnec: true, toExternal: true } },
          skew: { crm: skew },
        })
        let created = 0
        for (const one of steps) created += await take(world, one, created)
        world.crm.faults.clear()
        world.hubFaults.clear()
        for (let run = 0; run < 4; run += 1) {
          world.pass(24 * HOUR)
          await world.run()
        }
        expectQuiet(await world.run())
        await expectEqual(world, created)
      },
    ),
    { numRuns: RUNS },
  )
}, 600_000)

/** Returns how many records it created. */
async function take(world: World, one: Step, created: number): Promise<number> {
  if (one.kind === 'pass') world.pass(one.seconds * 1000)
  if (one.kind === 'run') {
    const faults = one.of === 'hub' ? world.hubFaults : world.crm.faults
    const when = one.of === 'hub' ? { path: '/batch' } : {}
    if (one.fault !== 'none' && one.fault !== 'crash')
      faults.add({ when, after: one.after, times: 2, do: faultOf(one.fault) })
    const crashing = { store: crashingStore(world.store, one.after + 1) }
    await world.start(one.fault === 'crash' ? crashing : {})
    faults.clear()
  }
  if (one.kind === 'edit') await edit(world, one)
  if (one.kind !== 'create') return 0
  const fields = { name: `Thing ${created}`, serial: `S${created}` }
  if (one.side === 'crm') {
    const parents = world.crm.stores.products.all()
    const parent_id = one.parent === undefined ? undefined : parents[one.parent]?.id
    world.crm.stores.products.insert({ ...fields, sku: `sku ${created}`, parent_id })
  } else {
    const parent = one.parent === undefined ? undefined : (await world.hubRecords('items'))[one.parent]
    const reference = parent ? { product_id: idOf(parent) } : {}
    const { name, serial } = fields
    await world.hubCreate('items', { name, serial_number: serial, reference: `sku ${created}`, ...reference })
  }
  return 1
}

function faultOf(fault: 'lost' | 'failed' | 'refused' | 'limited') {
  if (fault === 'lost') return { kind: 'lost-answer' } as const
  if (fault === 'refused') return { kind: 'refused' } as const
  return { kind: 'status', status: fault === 'failed' ? 500 : 429 } as const
}

async function edit(world: World, { side: at, record, field, value }: Extract<Step, { kind: 'edit' }>) {
  if (at === 'crm') {
    const found = world.crm.stores.products.all()[record]
    if (found) world.crm.stores.products.update(found.id, { [field]: value })
    return
  }
  const found = (await world.hubRecords('items'))[record]
  const connecField = field === 'serial' ? 'serial_number' : field
  if (found) await world.hubUpdate('items', idOf(found), { [connecField]: value })
}

async function expectEqual(world: World, created: number): Promise<void> {
  const items = await world.hubRecords('items')
  const products = world.crm.stores.products.all()
  expect(items).toHaveLength(created)
  expect(products).toHaveLength(created)
  for (const record of items) {
    const ids = ourIdsOf(record)
    expect(ids).toHaveLength(1)
    const twin = products.find(({ id }) => String(id) === ids[0])
    expect(twin).toMatchObject({ name: record.name, sku: record.reference, serial: record.serial_number })
    if (record.description) expect(twin?.description).toBe(record.description)
    expect(ourIdsOf(record, 'product_id')).toEqual(twin?.parent_id == null ? [] : [String(twin.parent_id)])
  }
}
