import { isPlainObject } from '@duet/core'
import { json, networkError } from '@duet/simulator'
import { HttpResponse, http, type RequestHandler } from 'msw'
import { type BatchAnswer, type BatchOp, type RecordedBatch, recordedBatch } from './batch-answer.js'
import { batchAnswers } from './batch-answers.js'
import type { Blueprint } from './blueprint.js'
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
      const wanted = asked === undefined ? records : records.filter((record) => isAmong(record, asked))
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

const isAmong = (record: unknown, ids: readonly string[]): boolean =>
  isPlainObject(record) && ids.includes(hubId(record.id) ?? '')

function responseOf(answer: BatchAnswer) {
  if ('raise' in answer) return networkError()
  if ('rawBody' in answer) return new HttpResponse(answer.rawBody, { status: 200 })
  if ('body' in answer) return json(200, answer.body)
  return new HttpResponse('', { status: 200 })
}
