import type { PlainRecord, Side } from '@duet/core'
import type { World } from '../world.js'
import { type Chronicle, type Thing, thingOf } from './chronicle.js'
import { changeTo, idIn, recordsOf, textOf, write } from './sides.js'
import type { Step } from './step.js'
import { type Field, put, shapes } from './things.js'

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

/** Somebody makes something; all but its marker counts as edits. */
export async function make(
  world: World,
  chronicle: Chronicle,
  { side, what, refersTo }: StepOf<'make'>,
): Promise<void> {
  const { marker, fields, reference, sign } = shapes[what]
  chronicle.count += 1
  const thing: Thing = {
    kind: what,
    marker:
      what === 'item' || what === 'organization' ? `K${chronicle.count}` : `k${chronicle.count}@example.com`,
    madeAt: side,
    edits: [],
    isDeleted: false,
    isArchived: false,
    isOff: false,
    wasArchived: false,
  }
  let record = put(sign[side], marker[side], thing.marker)
  const isFull = chronicle.things.length % 2 === 0
  for (const field of fields.filter((one) => isFilledInAtOnce(one, isFull))) {
    const value = newValue(chronicle, field)
    record = { ...record, ...changeTo(field, value, side) }
    thing.edits.push({ side, field: field.name, value, over: '' })
  }
  const target = reference && refersTo !== undefined && thingOf(chronicle, refersTo, reference.to)
  const other = target && (await recordsOf(world, target, side))[0]
  if (reference && other) record = { ...record, [reference[side]]: referring(other, side) }
  chronicle.things.push(thing)
  await write(world, thing, { side, id: undefined, fields: record })
}

/** Every other thing has all its fields from the start, so that both full and blank ones meet edits. */
const isFilledInAtOnce = ({ values, meanwhileAt }: Field, isFull: boolean): boolean =>
  meanwhileAt === undefined && values !== 'manual' && (isFull || values !== 'any')

/** Somebody edits some fields of a record, if it is there. */
export async function edit(
  world: World,
  chronicle: Chronicle,
  { side, thing: number, fields: changes }: StepOf<'edit'>,
): Promise<void> {
  const thing = thingOf(chronicle, number)
  const [record] = thing ? await recordsOf(world, thing, side) : []
  if (thing === undefined || record === undefined) return
  const fields = shapes[thing.kind].fields.filter(({ meanwhileAt }) => meanwhileAt === undefined)
  const chosen = new Map(changes.map(({ place, to }) => [fields[place % fields.length], to]))
  let change: PlainRecord = {}
  for (const [field, to] of chosen) {
    if (field === undefined) continue
    const over = textOf(record, field, side)
    const value = valueFor(chronicle, field, to)
    if (value === over) continue
    change = { ...change, ...changeTo(field, value, side) }
    thing.edits.push({ side, field: field.name, value, over })
  }
  if (Object.keys(change).length > 0)
    await write(world, thing, { side, id: idIn(record, side), fields: change })
}

function valueFor(chronicle: Chronicle, field: Field, to: 'new' | 'nothing' | number): string {
  if (to === 'nothing' && field.values === 'clearable') return ''
  if (typeof to === 'number' && field.values !== 'own')
    return field.values === 'price' ? `${to + 1} EUR` : `same ${to}`
  return newValue(chronicle, field)
}

function newValue(chronicle: Chronicle, { values, external }: Field): string {
  chronicle.count += 1
  return values === 'price' ? `${100 + chronicle.count} EUR` : `${external} ${chronicle.count}`
}

/** Somebody edits a person while a run goes on. */
export async function editMeanwhile(
  world: World,
  chronicle: Chronicle,
  { side, thing: number }: { side: Side; thing: number },
): Promise<void> {
  const thing = thingOf(chronicle, number, 'person')
  const [record] = thing ? await recordsOf(world, thing, side) : []
  const field = shapes.person.fields.find(({ meanwhileAt }) => meanwhileAt === side)
  if (thing === undefined || record === undefined || field === undefined) return
  const value = newValue(chronicle, field)
  thing.edits.push({ side, field: field.name, value, over: textOf(record, field, side) })
  await write(world, thing, { side, id: idIn(record, side), fields: changeTo(field, value, side) })
}

/** Somebody makes a record refer to another one. */
export async function refer(
  world: World,
  chronicle: Chronicle,
  { side, thing: number, to }: StepOf<'refer'>,
): Promise<void> {
  const thing = thingOf(chronicle, number)
  const reference = thing && shapes[thing.kind].reference
  const target = reference && thingOf(chronicle, to, reference.to)
  if (thing === undefined || reference === undefined || target === undefined || target === thing) return
  const [record] = await recordsOf(world, thing, side)
  const [other] = await recordsOf(world, target, side)
  if (record === undefined || other === undefined) return
  await write(world, thing, {
    side,
    id: idIn(record, side),
    fields: { [reference[side]]: referring(other, side) },
  })
}

const referring = (other: PlainRecord, side: Side): unknown =>
  side === 'connec' ? idIn(other, side) : other.id

/** Somebody ends a record, or brings it back, where that side can. */
export async function endOrRevive(
  world: World,
  chronicle: Chronicle,
  { kind, thing: number }: StepOf<'delete' | 'archive' | 'restore' | 'switch off' | 'switch on'>,
): Promise<void> {
  const isOfCrm = kind === 'delete' || kind === 'switch off' || kind === 'switch on'
  const side = isOfCrm ? 'external' : 'connec'
  const thing = thingOf(chronicle, number, kind.startsWith('switch') ? 'item' : undefined)
  const [record] = thing ? await recordsOf(world, thing, side) : []
  if (thing === undefined || record === undefined) return
  const id = idIn(record, side)
  if (kind === 'delete') {
    thing.isDeleted = true
    world.crm.stores[shapes[thing.kind].table].delete(Number(id))
    return
  }
  if (isOfCrm) thing.isOff = kind === 'switch off'
  else thing.isArchived = kind === 'archive'
  thing.wasArchived ||= thing.isArchived
  const fields = isOfCrm ? { active: !thing.isOff } : { status: thing.isArchived ? 'ARCHIVED' : 'ACTIVE' }
  await write(world, thing, { side, id, fields })
}
