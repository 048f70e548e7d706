import { isPlainObject, type PlainRecord } from '@duet/core'
import type { ExpectedWrite } from '../writing/expected-writes.js'
import { answer } from './answer.js'
import type { ApiContext } from './context.js'
import { type HubAnswer, type HubRequest, segmentsOf } from './hub-request.js'

/** The request around a batch; its headers hold for every operation. */
export type BatchRequest = Omit<HubRequest, 'method' | 'path' | 'query'>

/**
 * `POST /batch`: operations one after the other, each with its own outcome; they share one transaction, so that a batch
 * costs one write to disk. The wire format is that of the Ruby gem batch_api.
 */
export async function batch(context: ApiContext, request: BatchRequest): Promise<HubAnswer> {
  const ops = isPlainObject(request.body) && Array.isArray(request.body.ops) ? request.body.ops : []
  const complaint = complaintOf(request.body, ops, context.batchLimit)
  if (complaint !== undefined) return { status: 422, body: JSON.stringify(batchError(complaint)) }
  const inner = ops.filter(isPlainObject).map((op) => innerRequest(request, op))
  const expected = inner.flatMap((one) => expectedOf(context, one))
  const results = await context.writer.run(async (step, expect) => {
    await expect(expected)
    const outcomes: string[] = []
    for (const one of inner) outcomes.push(await outcome(context, one, step))
    return outcomes
  })
  return { status: 200, body: `{"results":[${results.join()}]}` }
}

function complaintOf(body: unknown, ops: readonly unknown[], limit: number): string | undefined {
  if (ops.length === 0) return 'No operations provided'
  if (ops.length > limit)
    return `Only ${limit} operations can be submitted at once, ${ops.length} were provided`
  if (!isPlainObject(body) || !body.sequential) return 'Sequential flag is currently required'
  const isComplete = (op: unknown) => isPlainObject(op) && typeof op.url === 'string' && op.url !== ''
  return ops.every(isComplete) ? undefined : 'Operation must include a URL'
}

type Step = Parameters<Parameters<ApiContext['writer']['run']>[0]>[0]

async function outcome(context: ApiContext, inner: HubRequest | undefined, step: Step): Promise<string> {
  if (inner === undefined)
    return resultOf({ status: 404, body: JSON.stringify(batchError('No route matches this URL')) })
  try {
    const execution = { database: context.database, step }
    return resultOf(await answerOne(context, inner, execution))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return resultOf({ status: 500, body: JSON.stringify(batchError(message)) })
  }
}

/** What became of one operation, as JSON. */
const resultOf = ({ status, headers = {}, body }: HubAnswer): string =>
  `{"status":${status},"headers":${JSON.stringify(headers)},"body":${body}}`

type Execution = NonNullable<Parameters<typeof answer>[2]>

/** A read inside a batch sees what the operations before it wrote. */
function answerOne(context: ApiContext, inner: HubRequest, { step }: Execution): Promise<HubAnswer> {
  if (inner.method !== 'GET') return answer(context, inner, { database: context.database, step })
  return step({ company: '', by: undefined }, async ({ buffer }) => {
    await buffer.flush()
    return answer(context, inner, { database: buffer.database, step })
  })
}

/** The write an operation asks for, in so far as it can be told without carrying it out. */
function expectedOf({ groups }: ApiContext, inner: HubRequest | undefined): ExpectedWrite[] {
  const [group = '', collection = '', id] = inner?.path ?? []
  const body = isPlainObject(inner?.body) ? inner.body[collection] : undefined
  if (inner === undefined || inner.method === 'GET' || !isPlainObject(body)) return []
  const member = groups.authenticate(group, inner.authorization)
  return member === undefined ? [] : [{ company: member.company.uid, collection, id, body }]
}

function innerRequest(request: BatchRequest, op: PlainRecord): HubRequest | undefined {
  const url = new URL(String(op.url).replace(/^(?!https?:|\/)/, '/'), request.url)
  const path = segmentsOf(url.pathname)
  if (path === undefined) return undefined
  const method = String(op.method ?? 'get').toUpperCase()
  const params = isPlainObject(op.params) ? op.params : {}
  if (method === 'GET')
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value))
  return { ...request, method, path, query: url.searchParams, body: params, url }
}

const batchError = (message: string) => ({ error: { message } })
