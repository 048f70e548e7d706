import { json } from '../json-response.js'

/** A refusal by the token endpoint (RFC 6749, section 5.2); `code` is the error's name in the protocol. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError'
  readonly code: string
  readonly status: number

  constructor(code: string, description: string, status = 400) {
    super(description)
    this.code = code
    this.status = status
  }
}

/** The answer of a refusal; what is no refusal is thrown on. */
export function oauthErrorResponse(error: unknown): Response {
  if (!(error instanceof OAuthError)) throw error
  const challenge = error.status === 401 ? { 'www-authenticate': 'Basic realm="oauth"' } : {}
  return json(
    error.status,
    { error: error.code, error_description: error.message },
    { 'cache-control': 'no-store', ...challenge },
  )
}
