import { connec } from '@duet/connec-client'
import { defineMapper, defineResource, type PlainRecord, type Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import { z } from 'zod'
import { hashOf } from '../src/canonical.js'
import {
  type Considered,
  flatten,
  type PlanInput,
  type PlanPolicy,
  type PreparedMapper,
  preparedMapper,
} from '../src/index.js'

const things = defineResource({
  name: 'things',
  id: z.string(),
  fields: {
    title: z.string(),
    text: z.string(),
    serial: z.string(),
    part: z.string(),
    owner: z.string(),
    prices: z.array(z.object({ amount: z.number(), currency: z.string() })),
  },
  list: async function* () {
    yield []
  },
  create: async () => ({}),
  update: async () => ({}),
})

/** A mapper with every kind of row. */
export const prepared: PreparedMapper = preparedMapper(
  defineMapper({
    connec: connec.item,
    external: things,
    fields: {
      name: 'title',
      description: 'text',
      serial_number: { to: 'serial', clear: 'both' },
      part_number: { to: 'part', conflict: 'manual' },
      unit: { to: 'owner', conflict: 'connec' },
      'sale_price.total_amount': 'prices[0].amount',
      'sale_price.currency': 'prices[0].currency',
    },
  }),
  undefined,
)

export const policy: PlanPolicy = {
  directions: { toConnec: true, toExternal: true },
  push: { connec: 'upsert', external: 'upsert' },
  preempt: null,
  full: false,
  historyLimit: null,
  firstSeenAt: Date.parse('2026-03-02T08:00:00Z'),
  skewToleranceMs: 5_000,
}

/** A record of one side, as a mapper sees it. */
export function seen(
  side: Side,
  fields: PlainRecord,
  changes: { updatedAt?: string; createdAt?: string; missing?: Considered['missing'] } = {},
): Considered {
  const { updatedAt = '2026-03-02T08:00:00Z', createdAt = '2026-03-01T08:00:00Z', missing } = changes
  const draft = prepared.draftOf(side, fields)
  const image = flatten(draft)
  return {
    record: {
      side,
      resource: side === 'connec' ? 'item' : 'things',
      id: side === 'connec' ? 'c1' : 'x1',
      fields,
      createdAt: new Date(createdAt),
      updatedAt: new Date(updatedAt),
      externalIds: [],
      references: [],
      lineIds: {},
      label: 'A thing',
      payload: () => null,
    },
    draft,
    image,
    missing,
  }
}

/** A pair that agreed when both sides looked like this. */
export function agreedOn(
  connecFields: PlainRecord,
  externalFields: PlainRecord,
  changes: Partial<IdMap> = {},
): IdMap {
  const base = {
    connec: seen('connec', connecFields).image,
    external: seen('external', externalFields).image,
  }
  return {
    ...paired(),
    base,
    receipts: { connec: hashOf(base.connec), external: hashOf(base.external) },
    ...changes,
  }
}

/** A pair about which nothing was agreed yet. */
export const paired = (changes: Partial<IdMap> = {}): IdMap => ({
  id: 'm1',
  linkId: 'l1',
  entity: 'item',
  connecResource: 'item',
  externalResource: 'things',
  connecId: 'c1',
  externalId: 'x1',
  label: null,
  receipts: { connec: null, external: null },
  base: null,
  pushedAt: { connec: null, external: null },
  optedOut: { toConnec: false, toExternal: false },
  inactive: false,
  message: null,
  metadata: {},
  firstSeenAt: 0,
  updatedAt: 0,
  ...changes,
})

export const inputOf = (changes: Partial<PlanInput>): PlanInput => ({
  mapper: prepared,
  idMap: undefined,
  policy,
  ...changes,
})
