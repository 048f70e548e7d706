import type { PlainRecord } from '@duet/core'
import { expect } from 'vitest'
import type { World } from '../world.js'
import type { Thing } from './chronicle.js'
import { idIn } from './sides.js'
import { shapes } from './things.js'

interface Found {
  readonly thing: Thing
  readonly connec: readonly PlainRecord[]
  readonly external: readonly PlainRecord[]
}

/** Things that wait, visibly, for something that was ended before the other side knew it; nothing else may wait. */
export async function waitingThings(
  { store, link }: World,
  found: readonly Found[],
): Promise<ReadonlySet<Thing>> {
  const { rows } = await store.pending.list(link.id, { state: 'parked', limit: 1000 })
  const waiting = new Set<Thing>()
  const thingIn = (side: 'connec' | 'external', resource: string, id: string) =>
    found.find(
      (one) =>
        shapes[one.thing.kind][side === 'connec' ? 'resource' : 'table'] === resource &&
        one[side].some((record) => idIn(record, side) === id),
    )?.thing
  for (let known = -1; known < waiting.size; ) {
    known = waiting.size
    for (const { side, pair, recordId, missing } of rows) {
      const thing = thingIn(side, pair[side], recordId)
      if (missing === null || thing === undefined) continue
      const { reference } = shapes[thing.kind]
      const resource = reference && shapes[reference.to][side === 'connec' ? 'resource' : 'table']
      const other = resource && thingIn(side, resource, missing.id)
      if (!other || other.isDeleted || other.isArchived || other.isOff || waiting.has(other))
        waiting.add(thing)
    }
  }
  for (const { side, pair, recordId } of rows) {
    const thing = thingIn(side, pair[side], recordId)
    expect(thing && waiting.has(thing), `${thing?.marker} waits for something that is there`).toBe(true)
  }
  return waiting
}
