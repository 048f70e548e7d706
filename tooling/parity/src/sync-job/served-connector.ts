import {
  type AnyConnecResource,
  type AnyResource,
  apiKey,
  type Connector,
  defineComplexEntity,
  defineConnecResource,
  defineConnector,
  defineMapper,
  defineResource,
  type Entity,
  type Mapper,
} from '@duet/core'
import { z } from 'zod'
import type { ServedEntity, ServedKind } from './sync-job-vector.js'

export const CONNECTOR = 'recorded'
export const APPLICATION = 'https://application.test'
export const HUB = 'https://hub.test'

/** A kind of record with the resource that reads it. */
export interface ServedResource<R> {
  readonly entity: string
  readonly kind: ServedKind
  readonly resource: R
}

/** A connector for entities of which only numbers are known, and what each of its resources serves. */
export interface ServedConnector {
  readonly connector: Connector
  readonly external: readonly ServedResource<AnyResource>[]
  readonly connec: readonly ServedResource<AnyConnecResource>[]
}

export interface ServedConnectorOptions {
  readonly entities: readonly (readonly [string, ServedEntity])[]
  /** Called when the work on an entity begins. */
  readonly onBegin: (entity: string) => void
}

const fields = { name: z.string() }
const page = z.object({ records: z.array(z.unknown()), next: z.int().nullable() })

/** Builds a connector of which each entity can be read, written and made to fail as recorded. */
export function servedConnector({ entities, onBegin }: ServedConnectorOptions): ServedConnector {
  const external: ServedResource<AnyResource>[] = []
  const connec: ServedResource<AnyConnecResource>[] = []
  const built = entities.map(([entity, served]) => {
    const own = {
      external: served.external.map((kind, at) => ({
        entity,
        kind,
        resource: externalResource(resourceName(entity, 'external', kind), at),
      })),
      connec: served.connec.map((kind) => ({
        entity,
        kind,
        resource: connecResource(resourceName(entity, 'connec', kind)),
      })),
    }
    external.push(...own.external)
    connec.push(...own.connec)
    const hooks = failingHooks(served, () => onBegin(entity))
    return entityOf(entity, own, hooks)
  })
  const connector = defineConnector({
    name: CONNECTOR,
    displayName: 'Recorded application',
    apiVersion: '1.0',
    baseUrl: APPLICATION,
    auth: apiKey({ header: 'x-key', label: 'Key' }),
    account: async () => ({ id: '9', name: 'Test account' }),
    entities: built,
  })
  return { connector, external, connec }
}

const resourceName = (entity: string, side: string, { name }: ServedKind): string =>
  [entity, side, name]
    .filter((part) => part !== null)
    .join('_')
    .toLowerCase()

function externalResource(name: string, at: number): AnyResource {
  const path = `/${name}`
  return defineResource({
    name,
    id: z.string(),
    fields,
    ...(at === 0 ? {} : { idScope: name }),
    async *list(http, { since, pageSize }) {
      const next = ({ next: offset }: z.output<typeof page>) => (offset === null ? undefined : { offset })
      const query = { since, limit: pageSize }
      for await (const { records } of http.pages(path, page, { query, next })) yield records
    },
    create: (http, draft) => http.post(path, z.unknown(), { json: draft }),
    update: (http, id, draft) => http.put(`${path}/${id}`, z.unknown(), { json: draft }),
  })
}

const connecResource = (name: string): AnyConnecResource =>
  defineConnecResource({ name, collection: name, fields })

type Hooks = Pick<Mapper, 'prepare' | 'finish'> & { readonly convert: <Draft>(draft: Draft) => Draft }

/** What an entity does beside reading and writing, with the recorded failure where that is not on the wire. */
function failingHooks({ raiseIn, raise }: ServedEntity, onBegin: () => void): Hooks {
  const failIf = (step: string) => {
    if (raiseIn === step) throw new Error(raise)
  }
  return {
    prepare: async () => {
      onBegin()
      failIf('before_sync')
    },
    convert: (draft) => {
      failIf('consolidate')
      return draft
    },
    finish: async () => failIf('after_sync'),
  }
}

interface Sides {
  readonly external: readonly { readonly resource: AnyResource }[]
  readonly connec: readonly { readonly resource: AnyConnecResource }[]
}

/** Every kind goes to the first one of the other side: where records go was not recorded. */
function entityOf(name: string, { external, connec }: Sides, { prepare, convert, finish }: Hooks): Entity {
  const [firstExternal, firstConnec] = [external[0]?.resource, connec[0]?.resource]
  if (firstExternal === undefined || firstConnec === undefined)
    throw new Error(`the entity ${name} has no records on one of its sides`)
  const pairs = [
    ...external.map(({ resource }) => ({ connec: firstConnec, external: resource })),
    ...connec.slice(1).map(({ resource }) => ({ connec: resource, external: firstExternal })),
  ]
  const mappers = pairs.map((pair, at) =>
    defineMapper({
      ...pair,
      fields: { name: 'name' },
      // The hooks of an entity, not of each of its mappers.
      ...(at === 0 ? { prepare, finish } : {}),
      toConnec: convert,
      toExternal: convert,
    }),
  )
  return defineComplexEntity({
    name,
    mappers,
    toConnec: Object.fromEntries(external.map(({ resource }) => [resource.name, firstConnec.name])),
    toExternal: Object.fromEntries(connec.map(({ resource }) => [resource.name, firstExternal.name])),
  })
}
