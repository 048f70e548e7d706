import { isPlainObject } from '@duet/core'
import { json, networkError } from '@duet/simulator'
import { HttpResponse, http, type RequestHandler } from 'msw'
import { type BatchAnswer, type BatchOp, type RecordedBatch, recordedBatch } from './batch-answer.js'
import { batchAnswers } from './batch-answers.js'
import type { Blueprint } from './blueprint.js'
import type { IdMapRow } from './id-map-row.js'
import { collectionOf, hubId, type KnownIds } from './known-ids.js'

export const HUB = 'https://api-connec.maestrano.com'

export interface HubScript {
  /** By the title of the kind of record. */
  readonly records: Readonly<Record<string, readonly unknown[]>>
  /** Answers to reads, where those were recorded. */
  readonly gets?: readonly BatchAnswer[] | undefined
  readonly batches: readonly RecordedBatch[]
  readonly answers: readonly BatchAnswer[]
  readonly known: KnownIds
  /** Pairs from before: what is not among the records did not change, but is there when it is asked for by its id. */
  readonly idMaps: readonly IdMapRow[]
}

/** Connec! of a vector at the HTTP border. */
export interface RecordedHub {
  readonly handlers: RequestHandler[]
  /** The operations of each batch it was sent. */
  readonly batches: readonly (readonly BatchOp[])[]
}

export function recordedHub(blueprints: readonly Blueprint[], script: HubScript): RecordedHub {
  const batches: BatchOp[][] = []
  const answerTo = batchAnswers(script)
  const gets = [...(script.gets ?? [])]
  const plans = blueprints.flatMap(({ connec }) => connec)
  const handlers = [
    http.get(`${HUB}/api/v2/:group/:collection`, ({ params, request }) => {
      const collection = String(params.collection)
      const plan = plans.find((candidate) => collectionOf(candidate) === collection)
      const asked = idsIn(new URL(request.url).searchParams.get('$filter') ?? '')
      if (script.gets !== undefined && asked === undefined) {
        const next = gets.find((get) => 'body' in get && isPlainObject(get.body) && collection in get.body)
        if (next !== undefined) gets.splice(gets.indexOf(next), 1)
        return responseOf(next ?? { body: { [collection]: [] } })
      }
      const records = plan === undefined ? [] : (script.records[plan.title] ?? [])
      const wanted = asked === undefined ? records : byIds(records, asked, script.idMaps)
      return json(200, { [collection]: plan?.singleton ? (wanted[0] ?? []) : wanted })
    }),
    http.post(`${HUB}/batch`, async ({ request }) => {
      const { ops } = recordedBatch.parse(await request.json())
      batches.push(ops)
      return responseOf(answerTo(ops))
    }),
  ]
  return { handlers, batches }
}

/** Ids asked for by `_id in ['c1','c2']` or `_id eq 'c1'`; undefined for a list. */
function idsIn(filter: string): string[] | undefined {
  const conditions = [...filter.matchAll(/\b_id (?:eq|in) (\[[^\]]*\]|'(?:[^']|'')*')/g)]
  const ids = conditions.flatMap(([, given = '']) =>
    [...given.matchAll(/'((?:[^']|'')*)'/g)].map(([, id = '']) => id.replaceAll("''", "'")),
  )
  return ids.length === 0 ? undefined : ids
}

/** The records of these ids; of one that did not change its content is not known. */
function byIds(records: readonly unknown[], ids: readonly string[], idMaps: readonly IdMapRow[]): unknown[] {
  const changed = records.filter((record) => isAmong(record, ids))
  const unchanged = idMaps.filter(
    ({ connec_id }) =>
      ids.includes(String(connec_id)) && !changed.some((record) => isAmong(record, [String(connec_id)])),
  )
  return [
    ...changed,
    ...unchanged.map(({ connec_id }) => ({
      ...LONG_AGO,
      id: [{ id: connec_id, provider: 'connec', realm: 'r' }],
    })),
  ]
}

const LONG_AGO = { created_at: '2000-01-01T00:00:00Z', updated_at: '2000-01-01T00:00:00Z' }

const isAmong = (record: unknown, ids: readonly string[]): boolean =>
  isPlainObject(record) && ids.includes(hubId(record.id) ?? '')

function responseOf(answer: BatchAnswer) {
  if ('raise' in answer) return networkError()
  if ('rawBody' in answer) return new HttpResponse(answer.rawBody, { status: 200 })
  if ('body' in answer) return json(200, answer.body)
  return new HttpResponse('', { status: 200 })
}
