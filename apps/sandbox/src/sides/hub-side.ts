import type { Hub } from '@duet/hub'
import { COMPANY } from '../host-settings.js'
import { nest } from './path.js'
import { type Readable, show, typed } from './shown-record.js'
import type { Side } from './side.js'
import { viewOf } from './view.js'

/** The hub, edited by somebody in another application of the company. */
export function hubSide(hub: Hub): Side {
  const author = { by: COMPANY.pageGroup }
  const viewed = (kind: string) => viewOf('hub', kind)
  return {
    name: 'hub',
    title: 'Connec! hub',
    list: async (kind, search) => {
      const view = viewed(kind)
      const records = await hub.records.list(COMPANY.uid, view.collection)
      return show(records.map(readable), view, search)
    },
    create: async (kind, values) => {
      const { collection, fields } = viewed(kind)
      await hub.records.create(COMPANY.uid, collection, nest(priced(typed(fields, values, '')), {}), author)
    },
    update: async (kind, id, values) => {
      const { collection, fields } = viewed(kind)
      await hub.records.update(COMPANY.uid, collection, id, nest(typed(fields, values, ''), {}), author)
    },
    remove: async (kind, id) => {
      await hub.records.update(COMPANY.uid, viewed(kind).collection, id, { status: 'ARCHIVED' }, author)
    },
  }
}

/** The Connec! id among the ids of a record. */
export function connecId(record: Readonly<Record<string, unknown>>): string {
  const entries = Array.isArray(record.id) ? record.id : []
  const own = entries.find((entry) => entry?.provider === 'connec')
  return String(own?.id ?? '')
}

const readable = (record: Readonly<Record<string, unknown>>): Readable => ({
  id: connecId(record),
  updatedAt: String(record.updated_at),
  fields: record,
})

/** Money needs its currency. */
function priced(values: Record<string, unknown>): Record<string, unknown> {
  const money = ['sale_price.total_amount', 'amount.total_amount'].find((path) => path in values)
  return money ? { ...values, [money.replace('total_amount', 'currency')]: 'GBP' } : values
}
