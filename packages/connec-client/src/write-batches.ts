import { DuetError, ExternalApiError, type Http, InvalidRecordError, isPlainObject } from '@duet/core'
import { z } from 'zod'
import { type BatchOperation, batchOperation, type Target } from './batch-operation.js'
import { batchResult } from './batch-result.js'
import { chunksOf } from './chunks-of.js'
import type { ConnecWrite, ConnecWriteResult } from './connec-write.js'
import { requestHeaders } from './request-headers.js'

export interface BatchWriting {
  readonly http: Http
  readonly target: Target
  /** Operations a request. */
  readonly batchSize: number
}

interface Prepared {
  /** Place among the writes asked for. */
  readonly at: number
  readonly write: ConnecWrite
  readonly operation: BatchOperation
}

/**
 * Sends writes batch after batch; the results are in the order of the writes. A draft that does not fit its schema
 * costs itself alone. A batch that is too big for the hub is halved, down to the one operation that is. Throws when
 * nothing was answered before a batch fails as a whole; later the writes left over share the error.
 */
export async function writeBatches(
  writes: readonly ConnecWrite[],
  writing: BatchWriting,
): Promise<readonly ConnecWriteResult[]> {
  const results: ConnecWriteResult[] = []
  const prepared = writes.flatMap((write, at) => {
    const outcome = prepare(write, writing.target)
    if ('ok' in outcome) results[at] = outcome
    return 'ok' in outcome ? [] : [{ at, write, operation: outcome }]
  })
  const waiting = chunksOf(prepared, writing.batchSize)
  let answered = false
  for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
    const sent = await send(batch, writing)
    if ('answers' in sent) {
      answered = true
      const reading = { identity: writing.target, asked: askedIn(batch) }
      for (const [place, { at, write }] of batch.entries())
        results[at] = batchResult(write, sent.answers[place], reading)
    } else if (isTooBig(sent.failure) && batch.length > 1) {
      waiting.unshift(...chunksOf(batch, Math.ceil(batch.length / 2)))
    } else {
      const alone = isTooBig(sent.failure)
      if (!alone && !answered) throw sent.failure
      const lost = alone ? batch : [...batch, ...waiting.splice(0).flat()]
      for (const { at } of lost) results[at] = { ok: false, error: sent.failure }
    }
  }
  return results
}

const askedIn = (batch: readonly Prepared[]): ReadonlySet<string> =>
  new Set(batch.flatMap(({ write }) => (write.kind === 'create' ? [] : [write.connecId])))

function prepare(write: ConnecWrite, target: Target): BatchOperation | ConnecWriteResult {
  try {
    return batchOperation(write, target)
  } catch (error) {
    if (error instanceof InvalidRecordError) return { ok: false, error }
    throw error
  }
}

/**
 * Too many bytes in the request or in its answer, or "Only 50 operations can be submitted at once, 100 were provided".
 * What was carried out all the same is not changed by a second sending.
 */
const isTooBig = (error: DuetError): boolean =>
  error instanceof ExternalApiError &&
  (error.code === 'body_too_big' ||
    error.status === 413 ||
    (error.status === 422 && /only \d+ operations/i.test(error.message)))

type Sent = { readonly answers: readonly unknown[] } | { readonly failure: DuetError }

/** The results as they came, possibly too few; none when the answer is no batch answer at all. */
async function send(batch: readonly Prepared[], { http }: BatchWriting): Promise<Sent> {
  const json = { sequential: true, ops: batch.map(({ operation }) => operation) }
  try {
    // every operation carries an id of one side, so that a second sending changes nothing
    const answer = await http.post('/batch', z.unknown(), { json, idempotent: true, headers: requestHeaders })
    return { answers: isPlainObject(answer) && Array.isArray(answer.results) ? answer.results : [] }
  } catch (error) {
    if (error instanceof InvalidRecordError) return { answers: [] }
    if (error instanceof DuetError) return { failure: error }
    throw error
  }
}
