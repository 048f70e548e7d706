import { isPlainObject, type PlainRecord, type Side } from '@duet/core'

/** What people make on either side: its marker is never edited, so that it is known again wherever it got to. */
export type Kind = 'person' | 'organization' | 'lead' | 'item'

/** A field that both sides have, as each spells it. */
export interface Field {
  /** As conflicts name it. */
  readonly name: string
  readonly connec: string
  readonly external: string
  /** `own` takes no value twice: the hub would match records by it. */
  readonly values: 'any' | 'own' | 'clearable' | 'manual' | 'price'
  /** Edited on this side alone, and only while a run goes on: nobody can overwrite it in between. */
  readonly meanwhileAt?: Side
}

/** Where things of a kind lie, and what of them is shared. */
export interface Shape {
  readonly collection: 'people' | 'organizations' | 'items'
  readonly resource: 'person' | 'organization' | 'item'
  readonly table: 'contacts' | 'leads' | 'products'
  readonly marker: Omit<Field, 'values'>
  readonly fields: readonly Field[]
  readonly reference?: { readonly connec: string; readonly external: string; readonly to: Kind }
  /** What makes a record one of this kind. */
  readonly sign: Readonly<Record<Side, PlainRecord>>
}

const field = (connec: string, external: string, values: Field['values'] = 'any'): Field => ({
  name: connec,
  connec,
  external,
  values,
})
const email = field('email.address', 'email')

export const shapes: Readonly<Record<Kind, Shape>> = {
  person: {
    collection: 'people',
    resource: 'person',
    table: 'contacts',
    marker: email,
    fields: [
      field('last_name', 'last_name', 'own'),
      field('job_title', 'title'),
      field('phone_work.landline', 'phone'),
      { ...field('first_name', 'first_name', 'own'), meanwhileAt: 'connec' },
      { ...field('lead_source', 'source', 'own'), meanwhileAt: 'external' },
    ],
    reference: { connec: 'organization_id', external: 'employer_id', to: 'organization' },
    sign: { connec: {}, external: {} },
  },
  organization: {
    collection: 'organizations',
    resource: 'organization',
    table: 'contacts',
    marker: field('name', 'name'),
    fields: [field('email.address', 'email'), field('phone.landline', 'phone')],
    sign: { connec: {}, external: { is_company: true } },
  },
  lead: {
    collection: 'people',
    resource: 'person',
    table: 'leads',
    marker: email,
    fields: [field('last_name', 'last_name', 'own'), field('first_name', 'first_name')],
    sign: { connec: { is_lead: true }, external: {} },
  },
  item: {
    collection: 'items',
    resource: 'item',
    table: 'products',
    marker: field('reference', 'sku'),
    fields: [
      field('name', 'name'),
      field('description', 'description'),
      field('serial_number', 'serial', 'clearable'),
      field('part_number', 'part', 'manual'),
      { name: 'sale_price.total_amount', connec: 'sale_price', external: 'prices', values: 'price' },
    ],
    reference: { connec: 'product_id', external: 'parent_id', to: 'item' },
    sign: { connec: {}, external: {} },
  },
}

/** The value at a path of a record. */
export function at(record: PlainRecord | undefined, path: string): unknown {
  let value: unknown = record
  for (const key of path.split('.')) value = isPlainObject(value) ? value[key] : undefined
  return value
}

/** A record with a value at a path: `{ email: { address: 'a' } }`. */
export function put(record: PlainRecord, path: string, value: unknown): PlainRecord {
  const [key = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...record, [key]: value }
  const inner = record[key]
  return { ...record, [key]: put(isPlainObject(inner) ? inner : {}, rest.join('.'), value) }
}
