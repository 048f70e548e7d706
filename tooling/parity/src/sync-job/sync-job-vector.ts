import { z } from 'zod'

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const counted = z.object({
  total: z.int().min(0),
  batched: z.boolean().default(false),
  sameFirst: z.boolean().default(false),
})

/** What one side serves of an entity: a number of records, or a number for each kind of a complex entity. */
const served = z
  .union([counted, z.record(z.string(), z.int().min(0))])
  .transform((value): ServedKind[] =>
    isCounted(value)
      ? [{ name: null, ...value }]
      : Object.entries(value).map(([name, total]) => ({ name, total, batched: true, sameFirst: false })),
  )

const isCounted = (
  value: z.output<typeof counted> | Record<string, number>,
): value is z.output<typeof counted> => 'batched' in value && 'sameFirst' in value

/** Records of one kind on one side, as the scripted API lists them. */
export interface ServedKind {
  /** Null for the only kind of a simple entity. */
  readonly name: string | null
  readonly total: number
  /** Whether it is listed page by page; else all of it comes whatever was asked. */
  readonly batched: boolean
  /** Every page begins with the very first record. */
  readonly sameFirst: boolean
}

const direction = z.boolean().nullish().transform(Boolean)
const entitySwitch = z.union([
  z
    .object({ can_push_to_connec: direction, can_push_to_external: direction })
    .transform(({ can_push_to_connec: toConnec, can_push_to_external: toExternal }) => ({
      toConnec,
      toExternal,
    })),
  // Settings from before there was a switch for each direction.
  z.boolean().transform((isOn) => ({ toConnec: isOn, toExternal: isOn })),
])

const call = z.object({
  entity: z.string(),
  opts: z.looseObject({
    __limit: z.int().optional(),
    __skip: z.int().optional(),
    __skip_connec: z.boolean().optional(),
    __skip_external: z.boolean().optional(),
  }),
  steps: z.array(z.string()).default([]),
  connecCount: z.int().optional(),
  externalCount: z.int().optional(),
})

/** One recorded job: the past of an organization, what was asked, and what was done. */
export const syncJobVector = z.looseObject({
  now: moment,
  settings: z.looseObject({ first_sync_batch_size: z.int().nullish() }).default({}),
  organizationId: z.int(),
  organization: z.looseObject({
    id: z.int(),
    uid: z.string(),
    oauth_provider: z.string(),
    oauth_uid: z.string().nullish(),
    sync_enabled: z.boolean().default(true),
    date_filtering_limit: moment.nullish(),
    synchronized_entities: z.record(z.string(), entitySwitch),
  }),
  synchronizations: z.array(
    z.looseObject({
      status: z.enum(['SUCCESS', 'ERROR', 'RUNNING']),
      created_at: moment,
      updated_at: moment,
      partial: z.boolean().default(false),
      organization_id: z.int().optional(),
    }),
  ),
  opts: z.looseObject({
    forced: z.boolean().nullish(),
    full_sync: z.boolean().nullish(),
    only_entities: z.array(z.string()).nullish(),
    connec_preemption: z.boolean().nullish(),
  }),
  entities: z.record(
    z.string(),
    z.looseObject({
      external: served,
      connec: served,
      raiseIn: z.string().optional(),
      raise: z.string().default('a failure'),
    }),
  ),
  expected: z.looseObject({ performed: z.boolean(), calls: z.array(call).default([]) }),
})

export type SyncJobVector = z.output<typeof syncJobVector>
export type RecordedCall = z.output<typeof call>
export type RecordedRun = SyncJobVector['synchronizations'][number]
export type ServedEntity = SyncJobVector['entities'][string]
