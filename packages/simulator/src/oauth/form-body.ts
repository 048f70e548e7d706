import { OAuthError } from './oauth-error.js'

/**
 * The form of a request.
 *
 * @throws OAuthError (`invalid_request`) when the body is no form or repeats a field (RFC 6749, section 3.2).
 */
export async function formBody(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    throw new OAuthError('invalid_request', 'The body must be application/x-www-form-urlencoded.')
  }
  const form = new URLSearchParams(await request.text())
  const names = [...form.keys()]
  if (new Set(names).size < names.length) throw new OAuthError('invalid_request', 'A parameter is repeated.')
  return form
}
