import { isPlainObject } from '@duet/core'
import type { MockAgent } from 'undici'
import { z } from 'zod'
import { type Answer, type Asked, scriptedNetwork } from '../scripted-network.js'
import { comparableCall, externalIdOf } from './comparable.js'
import { connecName } from './entity-pairs.js'
import { APPLICATION, type RecordedConnector } from './recorded-connector.js'
import type { ExternalAnswer, RecordedCall, RecordedOperation, WebhookVector } from './webhook-vector.js'

export const HUB = 'https://hub.test'

type Fields = Readonly<Record<string, unknown>>

/** What both sides hold, and what was written to them. */
interface HeldRecords {
  /** By the application's title, then by id. */
  readonly external: Map<string, Map<string, Fields>>
  /** By collection, then by id. */
  readonly hub: Map<string, Map<string, Fields>>
  readonly calls: RecordedCall[]
  readonly operations: RecordedOperation[]
}

/** The application and the hub, answering as recorded. */
export interface ScriptedSides extends HeldRecords, AsyncDisposable {
  readonly agent: MockAgent
}

/** Both sides of a vector, empty, with the application's recorded answers to writes. */
export function scriptedSides(vector: WebhookVector, { connec }: RecordedConnector): ScriptedSides {
  const held: HeldRecords = { external: new Map(), hub: new Map(), calls: [], operations: [] }
  const script = scriptOf(vector)
  const singletons = new Set(
    [...connec.values()].filter(({ singleton }) => singleton).map(({ name }) => name),
  )
  const newId = newIdsOf(vector, connec)
  const agent = scriptedNetwork({
    [APPLICATION]: (asked) => applicationAnswer(held, asked, script),
    [HUB]: (asked) => hubAnswer(held, asked, { newId, singletons }),
  })
  return { ...held, agent, [Symbol.asyncDispose]: () => agent.close() }
}

type Script = (call: RecordedCall) => ExternalAnswer | undefined

/** The recorded answer to the recorded call that is meant; calls of different records may come in any order. */
function scriptOf({ externalScript, expected }: WebhookVector): Script {
  const left = externalScript.map((answer, at) => ({ answer, call: expected.externalCalls[at] }))
  const textOf = (call: RecordedCall) => comparableCall(call).text
  return (call) => {
    const same = left.findIndex((entry) => entry.call !== undefined && textOf(entry.call) === textOf(call))
    const alike = left.findIndex((entry) => entry.call?.entityName === call.entityName)
    const [taken] = left.splice(same >= 0 ? same : Math.max(alike, 0), 1)
    return taken?.answer
  }
}

function applicationAnswer(sides: HeldRecords, { method, url, body }: Asked, script: Script): Answer {
  const [title = '', id] = url.pathname.split('/').slice(1).map(decodeURIComponent)
  const records = sides.external.get(title)
  if (method === 'GET')
    return {
      status: 200,
      body: id === undefined ? [...(records?.values() ?? [])] : (records?.get(id) ?? null),
    }
  const entity = isPlainObject(body) ? body : {}
  const call: RecordedCall = {
    op: id === undefined ? 'create' : 'update',
    entityName: title,
    entity,
    ...(id && { id }),
  }
  sides.calls.push(call)
  const answer = script(call) ?? {
    return: call.op === 'create' ? { Id: `external-new-${sides.calls.length}` } : null,
  }
  if (!('raise' in answer)) return { status: 200, body: answer.return ?? null }
  const status = answer.raise === 'EntityNotFoundError' ? 404 : 422
  return { status, body: { message: answer.message } }
}

const batch = z.object({
  ops: z.array(
    z.object({
      method: z.string(),
      url: z.string(),
      params: z.record(z.string(), z.record(z.string(), z.unknown())),
    }),
  ),
})

interface HubRules {
  readonly newId: NewId
  readonly singletons: ReadonlySet<string>
}

function hubAnswer(
  sides: HeldRecords,
  { method, url, body }: Asked,
  { newId, singletons }: HubRules,
): Answer {
  if (method !== 'GET') {
    const { ops } = batch.parse(body)
    sides.operations.push(...ops)
    return { status: 200, body: { results: ops.map((operation) => resultOf(operation, newId)) } }
  }
  const collection = url.pathname.split('/')[4] ?? ''
  const records = [...(sides.hub.get(collection) ?? [])]
  if (singletons.has(collection)) {
    const [only] = records
    return only ? { status: 200, body: { [collection]: only[1] } } : { status: 404, body: {} }
  }
  const filter = url.searchParams.get('$filter') ?? ''
  const asked = records.filter(([id]) => filter.includes(`'${id}'`)).map(([, record]) => record)
  return { status: 200, body: { [collection]: asked, pagination: {} } }
}

type NewId = (collection: string, externalIds: readonly string[]) => string

/** The ids that were recorded for new records, whatever their order; others are counted. */
function newIdsOf({ expected }: WebhookVector, connec: RecordedConnector['connec']): NewId {
  const known = new Map(
    expected.idMaps.flatMap(({ connec_id, connec_entity, external_id }) => {
      const resource = [...connec.values()].find(({ name }) => name === connecName(connec_entity))
      return connec_id && external_id ? [[`${resource?.collection} ${external_id}`, connec_id] as const] : []
    }),
  )
  let created = 0
  return (collection, externalIds) => {
    created += 1
    const recorded = externalIds.map((id) => known.get(`${collection} ${id}`)).find((id) => id !== undefined)
    return recorded ?? `connec-unknown-${created}`
  }
}

function resultOf({ method, url, params }: RecordedOperation, newId: NewId) {
  const [collection = '', fields = {}] = Object.entries(params)[0] ?? []
  const ids = Array.isArray(fields.id) ? fields.id : []
  const named = decodeURIComponent(url.split('/')[5] ?? '')
  const own = method === 'put' ? named : newId(collection, ids.map(externalIdOf))
  const id = [{ id: own, provider: 'connec', realm: 'org-fg4a' }, ...ids]
  return { status: method === 'put' ? 200 : 201, body: { [collection]: { ...fields, id } } }
}
