import { AuthorizationError, ExternalApiError, InvalidRecordError, RateLimitError } from '@duet/core'
import { redact, redactedCause, retryAfterMs } from '@duet/http'
import {
  processGenericTokenEndpointResponse,
  ResponseBodyError,
  type TokenEndpointResponse,
} from 'oauth4webapi'
import { conformResponse } from './conform-response.js'
import { InvalidGrantError } from './errors.js'
import type { TokenRequest } from './token-request.js'
import type { TokenSet } from './token-set.js'

export interface TokenAnswerOptions {
  /** What was tried, for errors: `refresh the access`. */
  what: string
  request: TokenRequest
  /** What must not appear in an error. */
  secrets: readonly string[]
  /** The refresh token that goes on when the answer brings no new one. */
  keptRefreshToken?: string
  now?: number
}

/** The tokens of an answer (RFC 6749, 5.1), or its error (5.2) as a typed one. */
export async function readTokenAnswer(response: Response, options: TokenAnswerOptions): Promise<TokenSet> {
  const { status } = response
  if (status === 429 || status >= 500) throw passing(response, options)
  try {
    const conform = await conformResponse(response)
    const { server, client } = options.request
    return tokensOf(await processGenericTokenEndpointResponse(server, client, conform), options)
  } catch (error) {
    if (error instanceof ResponseBodyError) throw refusal(error, options)
    throw new InvalidRecordError(
      `Failed to ${options.what}: the token endpoint's answer (${status}) is not one of OAuth. Check the token URL.`,
      { path: '', status, cause: causeOf(error, options.secrets) },
    )
  }
}

function tokensOf(
  answer: TokenEndpointResponse,
  { keptRefreshToken, now = Date.now() }: TokenAnswerOptions,
): TokenSet {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? keptRefreshToken ?? null,
    expiresAt: answer.expires_in === undefined ? null : now + answer.expires_in * 1000,
    scope: answer.scope ?? null,
    tokenType: answer.token_type,
  }
}

function passing({ status, headers }: Response, { what }: TokenAnswerOptions): ExternalApiError {
  if (status !== 429)
    return new ExternalApiError(
      `Failed to ${what}: the token endpoint failed (${status}). Try again later.`,
      { status },
    )
  const wait = retryAfterMs(headers.get('retry-after') ?? undefined)
  return new RateLimitError(`Failed to ${what}: too many requests to the token endpoint. Try again later.`, {
    status,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  })
}

function refusal(body: ResponseBodyError, { what, secrets }: TokenAnswerOptions): ExternalApiError {
  const { error: code, error_description: description, status } = body
  const said = redact(
    description === undefined ? code : `${code}, ${description.slice(0, 300).replace(/[.\s]+$/, '')}`,
    secrets,
  )
  const options = { status, details: [{ message: said }] }
  if (code === 'invalid_grant')
    return new InvalidGrantError(
      `Failed to ${what}: the application no longer accepts what it gave out (${said}). Link the account again.`,
      options,
    )
  if (code === 'invalid_client' || code === 'unauthorized_client')
    return new AuthorizationError(
      `Failed to ${what}: the application does not know this client (${said}). Correct its client id and secret in the settings.`,
      options,
    )
  return new ExternalApiError(
    `Failed to ${what}: the token endpoint refused it (${said}). Check the connector's OAuth settings.`,
    options,
  )
}

/** The message of a SyntaxError quotes the body, which may hold the new tokens. */
function causeOf(error: unknown, secrets: readonly string[]): Error | undefined {
  return error instanceof SyntaxError ? undefined : redactedCause(error, secrets)
}
