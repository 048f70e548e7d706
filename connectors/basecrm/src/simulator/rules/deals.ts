import { z } from 'zod'
import { customFields, day, flag, integer, moment, readOnly, tags, text } from '../attribute.js'
import type { Draft, ResourceRules, RuleContext } from '../resource-rules.js'
import type { SimulatedRecord } from '../simulated-record.js'
import { required, type Violation } from '../violation.js'
import { owned, withCustomFields } from './party.js'

/** A number when it is whole, else a text with two decimals (API docs, Deals). */
const value = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
  .transform((given) => (Number.isInteger(Number(given)) ? Number(given) : Number(given).toFixed(2)))

const likelihood = z.int().min(0).max(100).nullable()

/** Deals (API docs, Deals). */
export const dealRules: ResourceRules = {
  type: 'deal',
  family: 'core',
  firstId: 51_753_911,
  attributes: {
    creator_id: readOnly(),
    owner_id: integer(),
    name: text(),
    value: { schema: value, initial: 0, access: 'write' },
    currency: text(),
    hot: flag(false),
    stage_id: integer(),
    last_stage_change_at: moment(),
    last_stage_change_by_id: readOnly(),
    last_activity_at: readOnly(),
    source_id: integer(),
    loss_reason_id: integer(),
    unqualified_reason_id: integer(),
    dropbox_email: readOnly(),
    contact_id: integer(),
    organization_id: readOnly(),
    estimated_close_date: day(),
    customized_win_likelihood: { schema: likelihood, initial: null, access: 'write' },
    tags: tags(),
    custom_fields: customFields(),
    added_at: moment(),
  },
  filters: [
    'creator_id',
    'owner_id',
    'contact_id',
    'organization_id',
    'hot',
    'source_id',
    'stage_id',
    'name',
    'estimated_close_date',
  ],
  sorts: ['id', 'value', 'name', 'estimated_close_date', 'last_stage_change_at', 'updated_at', 'created_at'],
  defaultSort: 'id',
  verbs: ['get', 'create', 'update', 'delete', 'upsert'],
  isVersioned: true,
  isIndexed: true,
  complete: (record, context, present) =>
    withOrganization(withStage(withCustomFields(owned(record, context), present), context, present), context),
  check: (record, { stores }) => [
    ...required(record, 'name'),
    ...required(record, 'contact_id'),
    ...unknownReference(record, 'contact_id', stores.contacts),
    ...unknownReference(record, 'stage_id', stores.stages),
  ],
  derive: ({ id }) => ({
    dropbox_email: `dropbox@${id.toString(16).padStart(8, '0')}.deals.futuresimple.com`,
  }),
}

/** A new deal stands in the first stage; every change of the stage is dated, unless the client dates it. */
function withStage(record: Draft, context: RuleContext, present: SimulatedRecord | undefined): Draft {
  const now = `${context.now().toISOString().slice(0, 19)}Z`
  const stage_id = record.stage_id ?? context.stores.stages.list({ sort: { by: 'id' }, limit: 1 })[0]?.id
  const started = { currency: record.currency ?? context.currency(), added_at: record.added_at ?? now }
  if (present && present.stage_id === stage_id) return { ...record, ...started }
  const isDated =
    record.last_stage_change_at != null && record.last_stage_change_at !== present?.last_stage_change_at
  return {
    ...record,
    ...started,
    stage_id,
    last_stage_change_at: isDated ? record.last_stage_change_at : now,
    last_stage_change_by_id: context.userId,
  }
}

/** The organization of a deal is that of its contact. */
function withOrganization(record: Draft, { stores }: RuleContext): Draft {
  const contact = typeof record.contact_id === 'number' ? stores.contacts.get(record.contact_id) : undefined
  return { ...record, organization_id: contact?.is_organization ? contact.id : (contact?.contact_id ?? null) }
}

function unknownReference(
  record: Draft,
  attribute: string,
  store: { get(id: number): unknown },
): Violation[] {
  const id = record[attribute]
  return typeof id === 'number' && store.get(id) === undefined ? [{ code: 'incorrect_value', attribute }] : []
}
