import type { Resource } from '@duet/core'
import { z } from 'zod'
import { CannotCheckError } from '../cannot-check-error.js'
import { hasFixture } from '../checks/has-fixture.js'
import type { Kit } from '../kit.js'
import type { Session } from '../session.js'
import type { SimulatedStore } from '../simulated-application.js'

/** True when the application can be filled with records of the resource; else why not. */
export function canBeFilled(resource: Resource, kit: Kit): true | string {
  const isSingleton = kit.pairs.some(({ mapper }) => mapper.external === resource && mapper.connec.singleton)
  return isSingleton ? `there is one ${resource.name} only` : hasFixture(resource, kit)
}

/** The records of a resource at the application. Throws `CannotCheckError` when the simulator has no such store. */
export function storeOf({ simulator }: Session, { name }: Pick<Resource, 'name'>): SimulatedStore {
  const store = simulator.stores[name]
  if (store === undefined) throw new CannotCheckError(`the simulator has no store "${name}"`)
  return store
}

const anyRecord = z.record(z.string(), z.unknown())

/** Adds so many copies of the fixture at the application; returns their ids as texts. */
export function fillStore(kit: Kit, session: Session, resource: Resource, count: number): string[] {
  const store = storeOf(session, resource)
  const { id, created_at, updated_at, ...fields } = anyRecord.parse(kit.fixtures[resource.name]?.[0])
  return Array.from({ length: count }, () => String(store.insert(fields).id))
}

/** The simulator's own spelling of an id: a number in some. */
export function storedId(store: SimulatedStore, id: string): string | number {
  return store.all().find((record) => String(record.id) === id)?.id ?? id
}
