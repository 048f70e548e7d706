import type { Side } from '@duet/core'
import type { MockAgent } from 'undici'
import { z } from 'zod'
import { countOf, type Reading, type ReadPage, withoutEmptyEnd } from './reading.js'
import { type Answer, type Asked, scriptedNetwork } from './scripted-network.js'
import { APPLICATION, HUB, type ServedConnector, type ServedResource } from './served-connector.js'
import type { ServedEntity, ServedKind } from './sync-job-vector.js'

export interface ServedSidesOptions extends Pick<ServedConnector, 'external' | 'connec'> {
  readonly entities: Readonly<Record<string, ServedEntity>>
  readonly groupId: string
  readonly now: number
}

/** The application and the hub, answering from numbers alone, and what was read of them. */
export interface ServedSides extends AsyncDisposable {
  readonly agent: MockAgent
  /** Reads of a page of `firstLimit` are halves of a first synchronization. */
  readings(firstLimit: number): Reading[]
}

interface SeenPage extends ReadPage {
  readonly entity: string
  readonly side: Side
}

/** Serves both sides of a job. */
export function servedSides(options: ServedSidesOptions): ServedSides {
  const pages: SeenPage[] = []
  const agent = scriptedNetwork({
    [APPLICATION]: (asked) => applicationAnswer(options, asked, pages),
    [HUB]: (asked) => hubAnswer(options, asked, pages),
  })
  return {
    agent,
    readings: (firstLimit) =>
      [...Map.groupBy(pages, keyOf).values()].flatMap((own) => readingOf(own, firstLimit)),
    [Symbol.asyncDispose]: () => agent.close(),
  }
}

const keyOf = ({ entity, side }: SeenPage): string => `${side} ${entity}`

/** Pages of several kinds of one entity count as the largest of them, as they did when they were recorded. */
function readingOf(seen: readonly SeenPage[], firstLimit: number): Reading[] {
  const [first] = seen
  if (first === undefined) return []
  const pages = [...Map.groupBy(seen, ({ skip }) => skip)]
    .map(([skip, own]) => ({ skip, limit: first.limit, count: Math.max(...own.map(({ count }) => count)) }))
    .toSorted((a, b) => a.skip - b.skip)
  const { entity, side, limit } = first
  const place = { entity, side, count: countOf(pages) }
  return [
    limit === firstLimit
      ? { ...place, mode: 'first', pages: withoutEmptyEnd(pages) }
      : { ...place, mode: 'changes', pages: [] },
  ]
}

const failed = (message: string): Answer => ({ status: 500, body: { errors: [{ message }] } })
const missing: Answer = { status: 404, body: { errors: [{ message: 'not found' }] } }

let created = 0

function applicationAnswer(options: ServedSidesOptions, { method, url }: Asked, pages: SeenPage[]): Answer {
  const served = options.external.find(({ resource }) => url.pathname.split('/')[1] === resource.name)
  if (served === undefined) return missing
  const { raiseIn, raise } = options.entities[served.entity] ?? {}
  if (method !== 'GET') {
    if (raiseIn === 'push_to_external') return failed(String(raise))
    created += 1
    return { status: 200, body: { id: url.pathname.split('/')[2] ?? `created-${created}` } }
  }
  if (raiseIn === 'get_external') return failed(String(raise))
  const place = { skip: numberIn(url, 'offset') ?? 0, limit: numberIn(url, 'limit') ?? 0 }
  const window = windowOf(served.kind, place)
  const records = window.map((number) => externalRecord(served, number, options.now))
  pages.push({ entity: served.entity, side: 'external', ...place, count: records.length })
  const end = place.skip + records.length
  return { status: 200, body: { records, next: end < served.kind.total ? end : null } }
}

const batch = z.object({
  ops: z.array(
    z.object({ method: z.string(), url: z.string(), params: z.record(z.string(), z.looseObject({})) }),
  ),
})

function hubAnswer(options: ServedSidesOptions, { method, url, body }: Asked, pages: SeenPage[]): Answer {
  if (method !== 'GET')
    return { status: 200, body: { results: batch.parse(body).ops.map((op) => written(options, op)) } }
  const served = options.connec.find(({ resource }) => url.pathname.split('/')[4] === resource.collection)
  if (served === undefined) return missing
  const { raiseIn, raise } = options.entities[served.entity] ?? {}
  if (raiseIn === 'get_connec') return failed(String(raise))
  const place = { skip: numberIn(url, '$skip') ?? 0, limit: numberIn(url, '$top') ?? 0 }
  const window = windowOf(served.kind, place)
  const records = window.map((number) => hubRecord(served, number, options))
  pages.push({ entity: served.entity, side: 'connec', ...place, count: records.length })
  const end = place.skip + records.length
  const following = new URL(url)
  following.searchParams.set('$skip', String(end))
  const pagination = end < served.kind.total ? { next: following.href } : {}
  return { status: 200, body: { [served.resource.collection]: records, pagination } }
}

type Operation = z.output<typeof batch>['ops'][number]

function written({ entities, connec, groupId }: ServedSidesOptions, { url, params }: Operation) {
  const [collection = '', fields = {}] = Object.entries(params)[0] ?? []
  const { entity = '' } = connec.find(({ resource }) => resource.collection === collection) ?? {}
  const { raiseIn, raise } = entities[entity] ?? {}
  if (raiseIn === 'push_to_connec') return { status: 500, body: { errors: [{ message: raise }] } }
  created += 1
  const id = url.split('/')[5] || `created-${created}`
  const ids = Array.isArray(fields.id) ? fields.id : []
  const own = { id, provider: 'connec', realm: groupId }
  return { status: 201, body: { [collection]: { ...fields, id: [own, ...ids] } } }
}

/** Numbers of the records of a page. */
function windowOf(
  { total, batched, sameFirst }: ServedKind,
  { skip, limit }: { skip: number; limit: number },
): number[] {
  const all = Array.from({ length: total }, (_, index) => index + 1)
  if (!batched) return all
  const window = all.slice(skip, skip + limit)
  return sameFirst && window.length > 0 ? [1, ...window.slice(1)] : window
}

function externalRecord({ resource }: ServedResource<{ name: string }>, number: number, now: number) {
  return { id: `x${number}`, name: `${resource.name} ${number}`, ...changedAt(now) }
}

function hubRecord(
  { resource }: ServedResource<{ name: string }>,
  number: number,
  { groupId, now }: ServedSidesOptions,
) {
  const id = [{ id: `${resource.name}-${number}`, provider: 'connec', realm: groupId }]
  return { id, group_id: groupId, name: `${resource.name} ${number}`, ...changedAt(now) }
}

const changedAt = (now: number) => {
  const at = new Date(now - 60_000).toISOString()
  return { created_at: at, updated_at: at }
}

function numberIn(url: URL, name: string): number | undefined {
  const value = url.searchParams.get(name)
  return value === null ? undefined : Number(value)
}
