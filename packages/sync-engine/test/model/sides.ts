import type { PlainRecord, Side } from '@duet/core'
import { idOf, ourIdsOf, type World } from '../world.js'
import type { Thing } from './chronicle.js'
import { at, type Field, put, shapes } from './things.js'

/** Records of a side that are this thing; there should be one, or none yet. */
export async function recordsOf(world: World, thing: Thing, side: Side): Promise<readonly PlainRecord[]> {
  const { collection, table, marker } = shapes[thing.kind]
  const all = side === 'connec' ? await world.hubRecords(collection) : world.crm.stores[table].all()
  return all.filter((record) => at(record, marker[side]) === thing.marker)
}

export const idIn = (record: PlainRecord, side: Side): string =>
  side === 'connec' ? idOf(record) : String(record.id)

/** A field as text, whichever side has it; what a person would call empty is empty. */
export function textOf(record: PlainRecord | undefined, { values, ...path }: Field, side: Side): string {
  const value = at(record, path[side])
  if (values === 'price') {
    const [amount, currency] =
      side === 'connec'
        ? [at(record, `${path.connec}.total_amount`), at(record, `${path.connec}.currency`)]
        : [at(firstOf(value), 'amount'), at(firstOf(value), 'currency')]
    return amount === undefined || amount === null ? '' : `${Number(amount)} ${currency}`
  }
  return value === undefined || value === null || value === BLANK ? '' : String(value)
}

/** The default of the CRM's description stands for nothing. */
const BLANK = 'This item has no description'

const firstOf = (list: unknown): PlainRecord => (Array.isArray(list) ? list[0] : {})

/** A change that sets a field to a text. */
export function changeTo({ values, ...path }: Field, text: string, side: Side): PlainRecord {
  if (values !== 'price') return put({}, path[side], text)
  const [amount, currency] = text.split(' ')
  return side === 'connec'
    ? { [path.connec]: { total_amount: Number(amount), currency } }
    : { [path.external]: [{ amount: Number(amount), currency }] }
}

/** What a record refers to, as the id the CRM gave it; empty for nothing. */
export function referenceOf(record: PlainRecord | undefined, thing: Thing, side: Side): string {
  const { reference } = shapes[thing.kind]
  if (reference === undefined || record === undefined) return ''
  if (side === 'connec') return ourIdsOf(record, reference.connec)[0] ?? ''
  const id = record[reference.external]
  return id === undefined || id === null ? '' : String(id)
}

/** Writes as a person would. */
export async function write(
  world: World,
  thing: Thing,
  { side, id, fields }: { side: Side; id: string | undefined; fields: PlainRecord },
): Promise<void> {
  const { collection, table } = shapes[thing.kind]
  const records = world.crm.stores[table]
  if (side === 'connec')
    await (id === undefined ? world.hubCreate(collection, fields) : world.hubUpdate(collection, id, fields))
  else if (id === undefined) records.insert({ ...fields })
  else records.update(Number(id), { ...fields })
}
