import { z } from 'zod'

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const record = z.record(z.string(), z.unknown())

const mapperRow = z.looseObject({ from: z.string(), to: z.string() })
const names = z.union([z.array(z.string()).transform(sameNames), z.record(z.string(), z.string())])
const rule = z.union([z.literal(true), z.looseObject({ field: z.string(), equals: z.unknown() })])
const routes = z.record(z.string(), z.record(z.string(), rule))

/** Names of a list lead to sub entities of the same name. */
function sameNames(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.map((name) => [name, name]))
}

const simpleEntity = z.looseObject({
  kind: z.literal('simple'),
  entitiesListName: z.string(),
  connecEntityName: z.string(),
  externalEntityName: z.string(),
  singleton: z.boolean().default(false),
  mapper: z.array(mapperRow),
  references: z.array(z.string()).default([]),
})

const complexEntity = z.looseObject({
  kind: z.literal('complex'),
  entitiesListName: z.string(),
  connecEntitiesNames: names,
  externalEntitiesNames: names,
  connecToExternal: routes,
  externalToConnec: routes,
  splitToAll: z.boolean().default(false),
  subEntities: z.record(
    z.string(),
    z.looseObject({
      mappers: z.record(z.string(), z.array(mapperRow)),
      references: z.array(z.string()).default([]),
    }),
  ),
})

const idMap = z.looseObject({
  connec_id: z.string().nullish(),
  connec_entity: z.string(),
  external_id: z.coerce.string().nullish(),
  external_entity: z.string(),
  name: z.string().nullish(),
  message: z.string().nullish(),
  to_connec: z.boolean().nullish(),
  to_external: z.boolean().nullish(),
  external_inactive: z.boolean().nullish(),
  last_push_to_connec: moment.nullish(),
  last_push_to_external: moment.nullish(),
})

const externalAnswer = z.union([
  z.looseObject({ raise: z.string(), message: z.string().default('') }),
  z.looseObject({ return: z.unknown() }),
])

const externalCall = z.looseObject({
  op: z.enum(['create', 'update']),
  entityName: z.string(),
  id: z.coerce.string().optional(),
  entity: record,
})

const batch = z.looseObject({
  ops: z.array(z.looseObject({ method: z.string(), url: z.string(), params: z.record(z.string(), record) })),
})

const direction = z.boolean().nullish().transform(Boolean)
const scene = {
  name: z.string(),
  now: moment,
  entities: z.array(z.discriminatedUnion('kind', [simpleEntity, complexEntity])),
  organization: z.looseObject({
    uid: z.string(),
    tenant: z.string().default('default'),
    oauth_provider: z.string(),
    oauth_uid: z.string().nullish(),
    sync_enabled: z.boolean().default(true),
    date_filtering_limit: moment.nullish(),
    synchronized_entities: z.record(
      z.string(),
      z
        .object({ can_push_to_connec: direction, can_push_to_external: direction })
        .transform(({ can_push_to_connec: toConnec, can_push_to_external: toExternal }) => ({
          toConnec,
          toExternal,
        })),
    ),
  }),
  idMaps: z.array(idMap).default([]),
  externalScript: z.array(externalAnswer).default([]),
  expected: z.looseObject({
    externalCalls: z.array(externalCall),
    connecBatches: z.array(batch),
    idMaps: z.array(idMap),
  }),
}

/** A recorded message about changes, from the hub or from the application, and what followed. */
export const webhookVector = z.discriminatedUnion('kind', [
  z.looseObject({ ...scene, kind: z.literal('connecWebhook'), params: record }),
  z.looseObject({
    ...scene,
    kind: z.literal('pushToConnecJob'),
    entitiesHash: z.record(z.string(), z.array(record)),
    opts: z.looseObject({ full_sync: z.boolean().nullish() }).default({}),
  }),
])

export type WebhookVector = z.output<typeof webhookVector>
export type RecordedEntity = WebhookVector['entities'][number]
export type RecordedIdMap = z.output<typeof idMap>
export type RecordedCall = z.output<typeof externalCall>
export type RecordedOperation = z.output<typeof batch>['ops'][number]
export type ExternalAnswer = z.output<typeof externalAnswer>
export type MapperRow = z.output<typeof mapperRow>
