import { expect, test } from 'vitest'
import { linkIn } from '../link-in.js'
import type { OpenStore } from './open-store.js'

/** Credentials, notifications, authorizations, sessions and settings. */
export function testHostTables(open: OpenStore): void {
  test('credentials are written only over the version that was read', async () => {
    const { credentials, ...store } = open()
    const { id: linkId } = await linkIn({ ...store, credentials })
    expect(await credentials.read(linkId)).toBeUndefined()
    expect(await credentials.write(linkId, { sealed: 'a', expectedVersion: null })).toBe(1)
    expect(await credentials.write(linkId, { sealed: 'b', expectedVersion: null })).toBeUndefined()
    const writes = ['c', 'd', 'e'].map((sealed) => credentials.write(linkId, { sealed, expectedVersion: 1 }))
    expect((await Promise.all(writes)).filter((version) => version !== undefined)).toEqual([2])
    expect(await credentials.read(linkId)).toMatchObject({ linkId, version: 2, leaseOwner: null })
    expect((await credentials.all()).some((credential) => credential.linkId === linkId)).toBe(true)
  })

  test('a renewal still under way cannot overwrite the credentials of a new link', async () => {
    const { credentials, ...store } = open()
    const { id: linkId } = await linkIn({ ...store, credentials })
    await credentials.write(linkId, { sealed: 'old', expectedVersion: null })
    await credentials.remove(linkId)
    expect(await credentials.read(linkId)).toBeUndefined()
    expect(await credentials.write(linkId, { sealed: 'late', expectedVersion: 2 })).toBeUndefined()
    const version = await credentials.write(linkId, { sealed: 'new', expectedVersion: null })
    expect(version).toBe(3)
    expect(await credentials.write(linkId, { sealed: 'late', expectedVersion: 1 })).toBeUndefined()
    expect(await credentials.read(linkId)).toMatchObject({ sealed: 'new' })
  })

  test('one owner at a time renews credentials', async () => {
    const { credentials, ...store } = open()
    const { id: linkId } = await linkIn({ ...store, credentials })
    expect(await credentials.lease(linkId, 'one', 100, 50)).toBe(false)
    await credentials.write(linkId, { sealed: 'a', expectedVersion: null })
    expect(await credentials.lease(linkId, 'one', 100, 50)).toBe(true)
    expect(await credentials.lease(linkId, 'two', 149, 50)).toBe(false)
    expect(await credentials.lease(linkId, 'one', 120, 50)).toBe(true)
    expect(await credentials.lease(linkId, 'two', 170, 50)).toBe(true)
    await credentials.release(linkId, 'one')
    expect(await credentials.lease(linkId, 'one', 175, 50)).toBe(false)
    await credentials.release(linkId, 'two')
    expect(await credentials.lease(linkId, 'one', 175, 50)).toBe(true)
  })

  test('a notification is taken once, however often it is sent', async () => {
    const { notifications } = open()
    const notification = { source: 'connec:acme', linkId: null, payload: { people: [1] }, receivedAt: 10 }
    const [first, ...none] = await notifications.receive([
      { ...notification, digest: 'd1' },
      { ...notification, digest: 'd1' },
    ])
    if (first === undefined) throw new Error('The notification was not received')
    expect(none).toEqual([])
    const again = await notifications.receive([
      { ...notification, digest: 'd1' },
      { ...notification, digest: 'd2' },
      { ...notification, source: 'webhook:basecrm', digest: 'd1' },
    ])
    expect(again.map(({ source, digest }) => [source, digest])).toEqual([
      ['connec:acme', 'd2'],
      ['webhook:basecrm', 'd1'],
    ])
    expect(await notifications.unprocessed(10)).toEqual([first, ...again])
    await notifications.markProcessed([first.id], 20)
    await notifications.markProcessed(
      again.map(({ id }) => id),
      20,
      'No such group',
    )
    expect(await notifications.unprocessed(10)).toEqual([])
    await notifications.prune(11)
    expect(await notifications.receive([{ ...notification, digest: 'd1' }])).toHaveLength(1)
  })

  test('an authorization is good once and until it expires', async () => {
    const store = open()
    const { organizationId } = await linkIn(store)
    const authorization = {
      state: 's1',
      organizationId,
      connector: 'basecrm',
      verifier: null,
      returnTo: '/links',
      sessionHash: 'h',
      createdAt: 100,
      expiresAt: 200,
    }
    await store.authorizations.create(authorization)
    const taken = await Promise.all([
      store.authorizations.take('s1', 150),
      store.authorizations.take('s1', 150),
    ])
    expect(taken.filter((found) => found !== undefined)).toEqual([authorization])
    await store.authorizations.create({ ...authorization, state: 's2', verifier: 'v' })
    expect(await store.authorizations.take('s2', 200)).toBeUndefined()
    expect(await store.authorizations.take('s2', 100)).toBeUndefined()
  })

  test('a sign-in link works once; a session works until it expires or is removed', async () => {
    const store = open()
    const { sessions } = store
    const { organizationId } = await linkIn(store)
    const times = { createdAt: 100, expiresAt: 200, organizationId }
    await sessions.createSignIn({ tokenHash: 'link', ...times })
    expect(await sessions.redeemSignIn('link', 200)).toBeUndefined()
    const redeemed = [sessions.redeemSignIn('link', 150), sessions.redeemSignIn('link', 150)]
    expect((await Promise.all(redeemed)).filter((found) => found !== undefined)).toEqual([{ organizationId }])
    expect(await sessions.redeemSignIn('unknown', 150)).toBeUndefined()
    expect(await sessions.count()).toBe(0)
    await sessions.create({ tokenHash: 'session', ...times })
    expect(await sessions.find('session', 199)).toEqual({ tokenHash: 'session', ...times })
    expect(await sessions.find('session', 200)).toBeUndefined()
    expect(await sessions.count()).toBe(1)
    await sessions.remove('session')
    expect(await sessions.find('session', 150)).toBeUndefined()
  })

  test('of two who change a budget at once one is told to look again', async () => {
    const { budgets } = open()
    expect(await budgets.read('basecrm 1')).toBeUndefined()
    const first = [1, 2].map((next) => budgets.write('basecrm 1', { state: { next }, expectedVersion: null }))
    expect((await Promise.all(first)).toSorted()).toEqual([false, true])
    expect(await budgets.read('basecrm 1')).toMatchObject({ version: 1 })
    const second = [3, 4].map((next) => budgets.write('basecrm 1', { state: { next }, expectedVersion: 1 }))
    expect((await Promise.all(second)).toSorted()).toEqual([false, true])
    expect(await budgets.read('basecrm 1')).toMatchObject({ version: 2 })
    expect(await budgets.read('basecrm 2')).toBeUndefined()
  })

  test('settings hold any JSON, and setOnce lets the first one stand', async () => {
    const { settings } = open()
    expect(await settings.get('motto')).toBeUndefined()
    for (const value of ['ünïcode 🐈', 4_294_967_297, false, null, { a: [1, null] }]) {
      await settings.set('motto', value)
      expect(await settings.get('motto')).toEqual(value)
    }
    const ids = await Promise.all([1, 2, 3].map((value) => settings.setOnce('installation', value)))
    expect(new Set(ids).size).toBe(1)
    await settings.remove('motto')
    expect(await settings.get('motto')).toBeUndefined()
  })
}
