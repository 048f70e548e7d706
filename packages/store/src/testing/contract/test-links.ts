import { expect, test } from 'vitest'
import { AccountAlreadyLinkedError, AlreadyExistsError } from '../../errors.js'
import { openStore } from '../../open-store.js'
import { linkIn } from '../link-in.js'
import { idMapOf, personPair } from './id-map-of.js'
import type { OpenStore } from './open-store.js'

/** Organizations and links. */
export function testLinks(open: OpenStore): void {
  test('an organization is found by its tenant and uid, and is created once', async () => {
    const { organizations } = open()
    const created = await organizations.create({
      tenant: 'acme',
      uid: 'cld-zoé',
      name: 'Zoé & Söhne 株式会社',
    })
    expect(await organizations.byUid('acme', 'cld-zoé')).toEqual(created)
    expect(await organizations.byId(created.id)).toEqual(created)
    expect(await organizations.list()).toContainEqual(created)
    expect(await organizations.byUid('other', 'cld-zoé')).toBeUndefined()
    await expect(organizations.create({ tenant: 'acme', uid: 'cld-zoé', name: 'again' })).rejects.toThrow(
      AlreadyExistsError,
    )
  })

  test('a link comes back as it was created and changed', async () => {
    const store = open()
    const link = await linkIn(store, { accountId: 'a-1', historyLimit: 1_764_000_000_000 })
    expect(await store.links.byId(link.id)).toEqual(link)
    const entities = { person: { toConnec: true, toExternal: false } }
    const health = { state: 'degraded', message: 'The application answers slowly', since: 7 } as const
    await store.links.setEntities(link.id, entities)
    const changed = await store.links.update(link.id, { health, suspendedUntil: 9, updatedAt: 8 })
    expect(changed).toEqual({ ...link, entities, health, suspendedUntil: 9, updatedAt: 8 })
    expect(await store.links.byOrganization(link.organizationId)).toEqual([changed])
    expect(await store.links.update('nobody', { accountName: 'x' })).toBeUndefined()
  })

  test('changes of different fields at once are all kept', async () => {
    const store = open()
    const { id } = await linkIn(store)
    await Promise.all([
      store.links.update(id, { accountName: 'Acme' }),
      store.links.update(id, { consecutiveFailures: 2 }),
      store.links.update(id, { intervalMs: 5 }),
    ])
    expect(await store.links.byId(id)).toMatchObject({
      accountName: 'Acme',
      consecutiveFailures: 2,
      intervalMs: 5,
    })
  })

  test('an organization has one link of a connector', async () => {
    const store = open()
    const { organizationId, connector } = await linkIn(store)
    await expect(store.links.create({ organizationId, connector })).rejects.toThrow(AlreadyExistsError)
  })

  test('a link is found by its account, until it is unlinked', async () => {
    const store = open()
    const { links } = store
    const { id, connector } = await linkIn(store, { accountId: 'a-of-webhook' })
    expect(await links.byAccount(connector, 'a-of-webhook')).toMatchObject({ id })
    expect(await links.byAccount('another', 'a-of-webhook')).toBeUndefined()
    await links.update(id, { status: 'unlinked' })
    expect(await links.byAccount(connector, 'a-of-webhook')).toBeUndefined()
  })

  test('an account is linked once, until it is unlinked', async () => {
    const store = open()
    const first = await linkIn(store, { accountId: 'a-2' })
    await expect(linkIn(store, { accountId: 'a-2' })).rejects.toThrow(AccountAlreadyLinkedError)
    const second = await linkIn(store)
    await expect(store.links.update(second.id, { accountId: 'a-2' })).rejects.toThrow(
      AccountAlreadyLinkedError,
    )
    await store.links.update(first.id, { status: 'unlinked' })
    expect(await store.links.update(second.id, { accountId: 'a-2' })).toMatchObject({ accountId: 'a-2' })
    await expect(store.links.update(first.id, { status: 'linked' })).rejects.toThrow(
      AccountAlreadyLinkedError,
    )
    // Links without an account do not clash.
    await linkIn(store, { connector: 'other' })
    await linkIn(store, { connector: 'other' })
  })

  test('a due link is claimed by one host only, and comes again an interval later', async () => {
    const store = open()
    await using other = await openStore(store.database.options)
    const linked = await Promise.all(
      Array.from({ length: 12 }, (_, index) => linkIn(store, { nextRunAt: 100 + index, intervalMs: 1_000 })),
    )
    const notDue = [
      await linkIn(store, { nextRunAt: 5_000 }),
      await linkIn(store, { nextRunAt: 1, status: 'needs_reauth' }),
      await linkIn(store, { nextRunAt: 1, suspendedUntil: 9_000 }),
      await linkIn(store),
    ]
    const claims = await Promise.all([
      store.links.due(150, 5),
      other.links.due(150, 5),
      store.links.due(150, 5),
      other.links.due(150, 5),
    ])
    // A host that looked while another was claiming may come away with less; the rest is due at the next look.
    claims.push(await store.links.due(150, 50))
    const claimed = claims.flat().map(({ id }) => id)
    expect(claimed.toSorted()).toEqual(linked.map(({ id }) => id).toSorted())
    for (const { nextRunAt } of claims.flat()) {
      expect(nextRunAt).toBeGreaterThanOrEqual(150 + 900)
      expect(nextRunAt).toBeLessThanOrEqual(150 + 1_100)
    }
    expect(await store.links.due(150, 50)).toEqual([])
    const [, , suspended] = notDue
    if (suspended === undefined) throw new Error('unreachable')
    await store.links.scheduleNow(suspended.id, 160)
    expect(await store.links.due(170, 50)).toEqual([])
    expect((await store.links.due(9_001, 50)).map(({ id }) => id)).toContain(suspended.id)
  })

  test('forgetting a link deletes everything that belongs to it, and nothing else', async () => {
    const store = open()
    const gone = await linkIn(store)
    const stays = await linkIn(store)
    for (const { id } of [gone, stays]) {
      await store.idMaps.save([idMapOf(id, { connecId: 'c-1' })])
      await store.credentials.write(id, { sealed: 'secret', expectedVersion: null })
      await store.runs.start({ linkId: id, trigger: 'manual', options: {}, owner: 'w', now: 1, leaseMs: 1 })
    }
    await store.links.forget(gone.id)
    expect(await store.links.byId(gone.id)).toBeUndefined()
    expect(await store.idMaps.byConnecIds(gone.id, personPair, ['c-1'])).toEqual([])
    expect(await store.credentials.read(gone.id)).toBeUndefined()
    expect(await store.runs.running(gone.id)).toBeUndefined()
    expect(await store.idMaps.count(stays.id)).toBe(1)
    expect(await store.runs.running(stays.id)).toBeDefined()
  })
}
