import type { PlainRecord } from '@duet/core'
import type { WriteBuffer } from '../buffer/write-buffer.js'
import type { Place } from '../stored-record.js'

const prefixes = new Map([
  ['organizations', 'OR'],
  ['people', 'PE'],
  ['items', 'IT'],
  ['opportunities', 'POT'],
  ['app_users', 'US'],
  ['teams', 'TEA-'],
  ['contacts', 'CT'],
  ['invoices', 'INV'],
  ['payments', 'PAY'],
  ['events', 'EV'],
])

/** The next code of a collection, `PE12`; leads count for themselves. Undefined where records have none. */
export async function nextCode(
  { sequences }: WriteBuffer,
  { company, collection }: Place,
  fields: PlainRecord,
): Promise<string | undefined> {
  const prefix = collection === 'people' && fields.is_lead === true ? 'LEA' : prefixes.get(collection)
  return prefix && `${prefix}${await sequences.next(company, prefix)}`
}
