import { describe, expect, test } from 'vitest'
import { moveStore, openStore, type Store } from '../src/index.js'
import { tablesInOrder } from '../src/move/moved-tables.js'
import { idMapOf } from '../src/testing/contract/id-map-of.js'
import { linkIn, postgresMissing, temporaryPostgres } from '../src/testing/index.js'

const inMemory = () => openStore({ file: ':memory:' })

for (const { name, create, skip } of [
  { name: 'SQLite', create: inMemory, skip: undefined },
  { name: 'PostgreSQL', create: temporaryPostgres, skip: postgresMissing() },
]) {
  describe.skipIf(skip)(`a store moved to ${name}`, () => {
    test('has every row of every table, and synchronizations go on with it', async () => {
      await using from = await inMemory()
      const link = await fill(from)
      await using to = await create()
      const seen: string[] = []
      const moved = await moveStore(from, to, { onTable: (table) => seen.push(table) })
      expect(seen).toEqual(tablesInOrder.map(({ table }) => table))
      expect(Object.fromEntries(moved)).toMatchObject({
        organizations: 1,
        links: 1,
        idMaps: 1_201,
        cursors: 1,
        settings: 1,
      })
      expect(await to.links.list()).toEqual(await from.links.list())
      expect(await to.cursors.read(link)).toEqual(await from.cursors.read(link))
      const [first] = (await to.idMaps.list(link, { limit: 1 })).rows
      expect(first).toEqual((await from.idMaps.list(link, { limit: 1 })).rows[0])
      const next = {
        linkId: link,
        trigger: 'manual',
        options: {},
        owner: 'test',
        now: Date.now(),
        leaseMs: 1_000,
      } as const
      expect(await to.runs.start(next)).toMatchObject({ number: 2 })
    })

    test('must be empty before: two companies never become one', async () => {
      await using from = await inMemory()
      await fill(from)
      await using to = await create()
      await to.organizations.create({ tenant: 'main', uid: 'cld-2', name: 'Southwind' })
      await expect(moveStore(from, to)).rejects.toThrow(
        /already holds organizations\. Name an empty database/,
      )
      expect(await to.links.list()).toEqual([])
    })
  })
}

test('a store is not moved under a run that goes on', async () => {
  await using from = await inMemory()
  await using to = await inMemory()
  const { id: linkId } = await linkIn(from)
  await from.runs.start({ ...start(linkId), leaseMs: 60_000 })
  await expect(moveStore(from, to)).rejects.toThrow(
    /run .* is going on\. Stop all hosts and workers, then move/,
  )
  expect(await to.organizations.list()).toEqual([])
})

test('every table there is is moved, but for jobs and the list of migrations', async () => {
  await using store = await inMemory()
  const tables = await store.database.db.introspection.getTables()
  const moved = tablesInOrder.map(({ table }) =>
    table.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  )
  expect(tables.map(({ name }) => name).sort()).toEqual([...moved, 'queue_jobs', 'duet_migrations'].sort())
})

const start = (linkId: string) =>
  ({ linkId, trigger: 'manual', options: {}, owner: 'test', now: Date.now(), leaseMs: 1_000 }) as const

/** A link with a past: more id maps than a page, a run that ended, and words no alphabet is enough for. */
async function fill(store: Store): Promise<string> {
  const { id: linkId } = await linkIn(store)
  const idMaps = Array.from({ length: 1_201 }, (_, number) =>
    idMapOf(linkId, { connecId: `c-${number}`, externalId: `${number}`, label: `Zoë “the 猫” ${number} 🐈` }),
  )
  await store.idMaps.save(idMaps)
  const cursor = { linkId, entity: 'item', side: 'external', resource: 'products' } as const
  await store.cursors.save([
    { ...cursor, phase: 'delta', since: 1_764_000_000_123, checkpoint: null, updatedAt: 1 },
  ])
  const run = await store.runs.start(start(linkId))
  if (run === undefined) throw new Error('the run did not start')
  await store.runs.record(run.id, [
    { entity: 'item', side: 'external', outcome: 'applied', reason: '', count: 3 },
  ])
  await store.runs.finish(run.id, run.lease.token, { status: 'succeeded', now: Date.now() })
  await store.settings.set('made-by', { words: 'a\u0000b' })
  return linkId
}
