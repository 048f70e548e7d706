import { isPlainObject } from '@duet/core'
import { getResponse, type RequestHandler } from 'msw'
import type { BatchTrouble } from './step.js'

/** The hub's answer to a batch of which one operation did not go as it should. */
export async function lessThanWhole(
  handlers: readonly RequestHandler[],
  request: Request,
  { kind, at }: BatchTrouble,
): Promise<Response | undefined> {
  const sent: unknown = await request.clone().json()
  const ops: unknown[] = isPlainObject(sent) && Array.isArray(sent.ops) ? sent.ops : []
  const isDone = kind === 'lost' || kind === 'cut off' || at >= ops.length
  const carriedOut = isDone ? ops : ops.toSpliced(at, 1)
  const results = carriedOut.length === 0 ? [] : await resultsOf(handlers, request, carriedOut)
  if (results === undefined) return await getResponse([...handlers], request)
  if (at >= ops.length) return Response.json({ results })
  const bad = kind === 'rejected' ? rejected : failed
  if (kind === 'cut off') return Response.json({ results: results.slice(0, at) })
  return Response.json({ results: results.toSpliced(at, kind === 'lost' ? 1 : 0, bad) })
}

async function resultsOf(
  handlers: readonly RequestHandler[],
  request: Request,
  ops: readonly unknown[],
): Promise<unknown[] | undefined> {
  const { url, method, headers } = request
  const body = JSON.stringify({ sequential: true, ops })
  const answer = await getResponse([...handlers], new Request(url, { method, headers, body }))
  const read: unknown = answer?.status === 200 ? await answer.json().catch(() => undefined) : undefined
  return isPlainObject(read) && Array.isArray(read.results) ? read.results : undefined
}

const failed = { status: 500, headers: {}, body: { error: { message: 'something went wrong' } } }
const rejected = {
  status: 422,
  headers: {},
  body: { errors: [{ status: '422', code: 'invalid', title: 'Invalid', detail: 'it is refused' }] },
}
