import { expect, test } from 'vitest'
import { inspectRecord } from '../src/index.js'
import { smallCrm } from './small-crm-connector.js'
import { createWorld, idOf, type World } from './world.js'

const look = ({ store, link, http, connec, now }: World, recordId: string) =>
  inspectRecord({ store, link, connector: smallCrm, http, connec, clock: now, recordId })

test('a record is looked at by either id: both sides, mapped, what changed, what would be done', async () => {
  await using world = await createWorld({ entities: { item: { toConnec: true, toExternal: true } } })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H', description: 'A hammer', part: 'P' })
  await world.run()
  const [item] = await world.hubRecords('items')
  const connecId = item === undefined ? '' : idOf(item)
  const [quiet] = await look(world, connecId)
  expect(quiet).toMatchObject({ connec: { asAgreed: true, changed: [] }, external: { asAgreed: true } })
  expect(quiet?.outcomes.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged'])

  await world.hubUpdate('items', connecId, { name: 'Big hammer' })
  world.crm.stores.products.update(1, { sku: 'H2' })
  const [pair] = await look(world, '1')
  expect(pair).toMatchObject({
    entity: 'item',
    idMap: { connecId, externalId: '1' },
    connec: {
      fields: { name: 'Big hammer' },
      mapped: { name: 'Big hammer', sku: 'H' },
      asAgreed: false,
      changed: [{ field: 'name', before: 'Hammer', after: 'Big hammer' }],
    },
    external: { fields: { sku: 'H2' }, changed: [{ field: 'reference', before: 'H', after: 'H2' }] },
  })
  expect(pair?.outcomes).toEqual([
    {
      side: 'connec',
      kind: 'update',
      words: 'Would be updated in the application: name.',
      changes: [{ field: 'name', before: 'Hammer', after: 'Big hammer' }],
    },
    expect.objectContaining({ side: 'external', words: 'Would be updated in Connec!: reference.' }),
  ])
  const runs = await world.store.runs.list(world.link.id, { limit: 9 })
  expect(runs).toHaveLength(1)

  world.crm.stores.products.insert({ name: 'Saw', sku: 'S' })
  const [fresh] = await look(world, '2')
  expect(fresh).toMatchObject({ idMap: undefined, external: { label: 'Saw', asAgreed: null } })
  expect(fresh?.outcomes).toMatchObject([{ kind: 'create', words: 'Would be created in Connec!.' }])
  world.crm.stores.products.delete(1)
  const [gone] = await look(world, '1')
  expect(gone).toMatchObject({ external: undefined, connec: { id: connecId } })
  expect(gone?.notes).toContain('products 1 of the application is not there any more.')
  expect(await look(world, '999')).toEqual([])
})
