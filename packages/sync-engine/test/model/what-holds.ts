import type { PlainRecord, Side } from '@duet/core'
import type { Conflict } from '@duet/store'
import { expect } from 'vitest'
import type { World } from '../world.js'
import type { Edit, Thing } from './chronicle.js'
import type { Machines } from './runs.js'
import { idIn, recordsOf, referenceOf, textOf } from './sides.js'
import { type Field, shapes } from './things.js'
import { waitingThings } from './waiting-things.js'

/** A thing as both sides have it in the end. */
interface Found {
  readonly thing: Thing
  readonly connec: readonly PlainRecord[]
  readonly external: readonly PlainRecord[]
}

/** What must hold once it is quiet; see `docs/guarantees.md`. */
export async function checkWhatHolds({ world, chronicle }: Machines): Promise<void> {
  await nothingIsLeftOver(world)
  const found: Found[] = []
  for (const thing of chronicle.things)
    found.push({
      thing,
      connec: await recordsOf(world, thing, 'connec'),
      external: await recordsOf(world, thing, 'external'),
    })
  await nothingElseIsThere(world, found)
  const waiting = await waitingThings(world, found)
  const conflicts = await allConflicts(world)
  for (const one of found) {
    expectNoDuplicate(one)
    const { isDeleted, isArchived, isOff } = one.thing
    if (isDeleted || isArchived || isOff || waiting.has(one.thing)) continue
    expectEqual(one, conflicts)
    expectEveryEdit(one, conflicts)
  }
}

async function nothingIsLeftOver({ store, link }: World): Promise<void> {
  for (const entity of Object.keys(link.entities)) {
    expect(await store.intents.listOpen(link.id, entity), 'open intents').toEqual([])
    expect(await store.staged.count(link.id, entity), 'staged records').toBe(0)
  }
  expect(await store.announcements.due(link.id, { limit: 10 }), 'ids the hub was not told').toEqual([])
  expect(await store.runs.running(link.id)).toBeUndefined()
  const { failed, dead } = await store.pending.counts(link.id)
  expect({ failed, dead }, 'failed records').toEqual({ failed: 0, dead: 0 })
}

/** Every record on either side is something somebody made. */
async function nothingElseIsThere(world: World, found: readonly Found[]): Promise<void> {
  const count = (side: Side) => found.reduce((sum, one) => sum + one[side].length, 0)
  let atHub = 0
  for (const collection of ['people', 'organizations', 'items'])
    atHub += (await world.hubRecords(collection)).length
  const { contacts, leads, products } = world.crm.stores
  expect({ connec: atHub, external: contacts.count() + leads.count() + products.count() }).toEqual({
    connec: count('connec'),
    external: count('external'),
  })
}

function expectNoDuplicate({ thing, ...records }: Found): void {
  for (const side of ['connec', 'external'] as const)
    expect(records[side].length, `${thing.marker} at ${side}`).toBeLessThanOrEqual(1)
}

function expectEqual({ thing, ...records }: Found, conflicts: readonly Conflict[]): void {
  const [connec] = records.connec
  const [external] = records.external
  expect(connec, `${thing.marker} at the hub`).toBeDefined()
  expect(external, `${thing.marker} in the application`).toBeDefined()
  if (connec === undefined || external === undefined) return
  const own = conflictsOf({ connec, external }, conflicts)
  for (const field of shapes[thing.kind].fields) {
    if (own.some((conflict) => conflict.field === field.name && conflict.state === 'open')) continue
    expect(textOf(external, field, 'external'), `${field.name} of ${thing.marker}`).toBe(
      textOf(connec, field, 'connec'),
    )
  }
  expect(referenceOf(external, thing, 'external'), `reference of ${thing.marker}`).toBe(
    referenceOf(connec, thing, 'connec'),
  )
}

const conflictsOf = (
  { connec, external }: Record<Side, PlainRecord>,
  conflicts: readonly Conflict[],
): Conflict[] =>
  conflicts.filter(
    ({ connecId, externalId }) =>
      connecId === idIn(connec, 'connec') && externalId === idIn(external, 'external'),
  )

/**
 * Every edit stands, was overwritten by somebody who could see it, lost a conflict that is kept, or took back an edit
 * before it: what is as it was when last looked at is no change.
 */
function expectEveryEdit({ thing, ...records }: Found, conflicts: readonly Conflict[]): void {
  const [connec] = records.connec
  const [external] = records.external
  if (connec === undefined || external === undefined) return
  const own = conflictsOf({ connec, external }, conflicts)
  for (const field of shapes[thing.kind].fields) {
    const edits = thing.edits.filter((edit) => edit.field === field.name)
    for (const [place, edit] of edits.entries()) {
      if (edit.side === 'connec' && thing.wasArchived) continue
      const later = edits.slice(place + 1)
      const stands = textOf(edit.side === 'connec' ? connec : external, field, edit.side) === edit.value
      const isSeen = later.some(({ side, over }) => side === edit.side || over === edit.value)
      const isUndone = edits
        .slice(0, place)
        .some(({ side, over }) => side === edit.side && over === edit.value)
      const isKept = own.some((conflict) => isLoser(conflict, field, edit))
      expect(stands || isSeen || isUndone || isKept, lostWords(thing, edit)).toBe(true)
    }
  }
}

const lostWords = ({ marker }: Thing, { field, value, side }: Edit): string =>
  `${marker}: ${field} was set to "${value}" at ${side}, and is neither there nor in a conflict`

function isLoser(conflict: Conflict, { name, values }: Field, { side, value }: Edit): boolean {
  if (conflict.field !== name || conflict.winner === side) return false
  const lost = side === 'connec' ? conflict.connecValue : conflict.externalValue
  return values === 'price'
    ? JSON.stringify(lost).includes(value.split(' ')[0] ?? '')
    : String(lost ?? '') === value
}

async function allConflicts({ store, link }: World): Promise<Conflict[]> {
  const { rows, next } = await store.conflicts.list(link.id, { limit: 1000 })
  expect(next).toBeUndefined()
  return rows
}
