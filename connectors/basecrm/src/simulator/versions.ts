import type { BoundState } from '@duet/simulator'
import { z } from 'zod'
import { type Collection, collections, type Stores } from './simulated-record.js'

const saved = z.record(z.string(), z.number())

/** How often each record was changed; contacts and deals show it. */
export interface Versions {
  of(collection: Collection, id: number): number
  state: BoundState
}

export function countVersions(stores: Stores): Versions {
  let changes = new Map<string, number>()
  for (const collection of collections) {
    stores[collection].onChange(({ kind, record }) => {
      const key = `${collection} ${record.id}`
      if (kind === 'updated') changes.set(key, (changes.get(key) ?? 0) + 1)
      if (kind === 'deleted') changes.delete(key)
    })
  }
  return {
    of: (collection, id) => 1 + (changes.get(`${collection} ${id}`) ?? 0),
    state: {
      get: () => Object.fromEntries(changes),
      set: (state) => {
        changes = new Map(Object.entries(saved.parse(state)))
      },
    },
  }
}
