import { openStore } from '@duet/store'
import { linkIn } from '@duet/store/testing'
import { expect, test } from 'vitest'
import { createMatchKeys, forgetMatchKeys } from './match-keys.js'

test('a key is claimed once, in memory and once there are more than memory holds', async () => {
  await using store = await openStore({ file: ':memory:' })
  const { id: linkId } = await linkIn(store)
  const keys = createMatchKeys(store, linkId, { most: 4 })
  const claim = async (...names: string[]) => [...(await keys.claim(names))]
  expect(await claim('a', 'b', 'b')).toEqual([])
  expect(await claim('b', 'c')).toEqual(['b'])
  expect((await store.leftovers(linkId)).staged).toBe(false)
  expect(await claim('c', 'd', 'e')).toEqual(['c'])
  expect((await store.leftovers(linkId)).staged).toBe(true)
  expect(await claim('a', 'e', 'f', 'f')).toEqual(['a', 'e'])
  await keys.release()
  expect((await store.leftovers(linkId)).staged).toBe(false)
})

test('keys that a killed run put aside are those of no other run', async () => {
  await using store = await openStore({ file: ':memory:' })
  const { id: linkId } = await linkIn(store)
  await createMatchKeys(store, linkId, { most: 1 }).claim(['a', 'b'])
  await forgetMatchKeys(store, linkId)
  expect((await store.leftovers(linkId)).staged).toBe(false)
  await createMatchKeys(store, linkId, { most: 1 }).claim(['a', 'c'])
  expect(await createMatchKeys(store, linkId, { most: 1 }).claim(['a', 'd'])).toEqual(new Set())
})
