import { apiError } from '@duet/host-api'
import type { z } from 'zod'
import { ApiFailure } from './api-failure.js'

interface Call<Answer extends z.ZodType> {
  answer: Answer
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  body?: unknown
  signal?: AbortSignal
}

/**
 * Asks the host and parses its answer.
 * @throws {ApiFailure} for every answer that is no success or is not what the schema says
 */
export async function callApi<Answer extends z.ZodType>(
  path: string,
  call: Call<Answer>,
): Promise<z.output<Answer>> {
  const response = await send(path, call)
  const body = await readBody(response)
  if (!response.ok) throw failureOf(response, body)
  const parsed = call.answer.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ApiFailure('Failed to read an answer of Duet: this page and the host differ. Reload the page.', {
    status: response.status,
    cause: parsed.error,
  })
}

async function send(path: string, { method = 'GET', body, signal }: Call<z.ZodType>): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  // a form on a foreign page cannot send this header
  if (method !== 'GET') headers.set('x-duet', '1')
  if (body !== undefined) headers.set('content-type', 'application/json')
  try {
    return await fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiFailure('Duet does not answer. Check that its host is running.', { status: 0, cause })
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function failureOf(response: Response, body: unknown): ApiFailure {
  const parsed = apiError.safeParse(body)
  const { message, fields } = parsed.success
    ? parsed.data.error
    : { message: `Duet answered with status ${response.status}. Its log says more.`, fields: undefined }
  return new ApiFailure(message, { status: response.status, ...(fields ? { fields } : {}) })
}
