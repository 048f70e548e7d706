import type { PlainRecord, Side } from '@duet/core'
import type { Hub } from '@duet/hub'
import type { Company } from './company.js'
import type { Kind } from './kinds.js'

/** A record as one side holds it. */
export interface Held {
  readonly id: string
  readonly fields: PlainRecord
}

/** One side of a company as its people see it: they edit there, Duet is not asked. */
export interface PeopleSide {
  list(kind: Kind): Promise<readonly Held[]>
  create(kind: Kind, fields: PlainRecord): Promise<void>
  update(kind: Kind, id: string, fields: PlainRecord): Promise<void>
}

export const sidesOf = (hub: Hub, company: Company): Readonly<Record<Side, PeopleSide>> => ({
  connec: hubSide(hub, company),
  external: baseCrmSide(company),
})

function hubSide(hub: Hub, { uid, peopleGroup }: Company): PeopleSide {
  const author = { by: peopleGroup }
  return {
    list: async ({ connec }) =>
      (await hub.records.list(uid, connec)).map((fields) => ({ id: connecId(fields), fields })),
    create: async ({ connec }, fields) => void (await hub.records.create(uid, connec, fields, author)),
    update: async ({ connec }, id, fields) =>
      void (await hub.records.update(uid, connec, id, fields, author)),
  }
}

function baseCrmSide({ baseCrm }: Company): PeopleSide {
  const storeOf = ({ external }: Kind) => baseCrm.stores[external]
  return {
    list: async (kind) =>
      storeOf(kind)
        .all()
        .map((fields) => ({ id: String(fields.id), fields })),
    create: async (kind, fields) => void storeOf(kind).insert(fields),
    update: async (kind, id, fields) => void storeOf(kind).update(Number(id), fields),
  }
}

function connecId({ id }: PlainRecord): string {
  const entries: readonly unknown[] = Array.isArray(id) ? id : []
  for (const entry of entries) {
    if (typeof entry !== 'object' || entry === null) continue
    if ('provider' in entry && entry.provider === 'connec' && 'id' in entry) return String(entry.id)
  }
  throw new Error('A record of the hub has no id of its own.')
}
