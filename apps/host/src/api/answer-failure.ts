import { DuetError, ExternalApiError } from '@duet/core'
import { AccountAlreadyLinkedError, AlreadyExistsError } from '@duet/store'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Log } from '../logging/create-log.js'
import { ApiFailure } from './api-failure.js'

/** Every error becomes an answer in words; only those nobody foresaw keep their words to the log. */
export const answerFailure =
  (log: Log) =>
  (error: Error, c: Context): Response => {
    const failure = failureOf(error)
    if (failure.status >= 500) log.error({ error, path: c.req.path }, 'A request failed')
    return c.json(failure.toJSON(), failure.status)
  }

function failureOf(error: Error): ApiFailure {
  if (error instanceof ApiFailure) return error
  if (error instanceof AccountAlreadyLinkedError || error instanceof AlreadyExistsError)
    return new ApiFailure(409, error.code, error.message, { cause: error })
  if (error instanceof ExternalApiError)
    return new ApiFailure(502, error.code, error.message, { cause: error })
  if (error instanceof DuetError) return new ApiFailure(500, error.code, error.message, { cause: error })
  if (error instanceof HTTPException)
    return new ApiFailure(error.status === 413 ? 413 : 400, 'bad_request', error.message, { cause: error })
  return new ApiFailure(
    500,
    'internal',
    'Failed to answer: something went wrong in the host. Its log says more; try again.',
    { cause: error },
  )
}
