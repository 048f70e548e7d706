import { DuetError, type Http, InvalidRecordError, isPlainObject } from '@duet/core'
import { z } from 'zod'
import { type BatchOperation, batchOperation, type Target } from './batch-operation.js'
import { batchResult } from './batch-result.js'
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
 * costs itself alone. Throws when the very first batch fails as a whole; later the writes left over share the error.
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
  let failure: DuetError | undefined
  for (let start = 0; start < prepared.length; start += writing.batchSize) {
    const batch = prepared.slice(start, start + writing.batchSize)
    if (failure === undefined) {
      try {
        const answers = await send(batch, writing)
        for (const [place, { at, write }] of batch.entries())
          results[at] = batchResult(write, answers[place], writing.target)
        continue
      } catch (error) {
        if (start === 0 || !(error instanceof DuetError)) throw error
        failure = error
      }
    }
    for (const { at } of batch) results[at] = { ok: false, error: failure }
  }
  return results
}

function prepare(write: ConnecWrite, target: Target): BatchOperation | ConnecWriteResult {
  try {
    return batchOperation(write, target)
  } catch (error) {
    if (error instanceof InvalidRecordError) return { ok: false, error }
    throw error
  }
}

/** The results as they came, possibly too few; none when the answer is no batch answer at all. */
async function send(batch: readonly Prepared[], { http }: BatchWriting): Promise<readonly unknown[]> {
  const json = { sequential: true, ops: batch.map(({ operation }) => operation) }
  try {
    // every operation carries an id of one side, so that a second sending changes nothing
    const answer = await http.post('/batch', z.unknown(), { json, idempotent: true, headers: requestHeaders })
    return isPlainObject(answer) && Array.isArray(answer.results) ? answer.results : []
  } catch (error) {
    if (error instanceof InvalidRecordError) return []
    throw error
  }
}
