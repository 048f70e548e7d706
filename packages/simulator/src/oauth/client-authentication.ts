import { createHash, timingSafeEqual } from 'node:crypto'
import { OAuthError } from './oauth-error.js'
import type { OAuthClient, OAuthConfig } from './oauth-options.js'

/**
 * The client that sent a request to the token or revocation endpoint.
 *
 * @throws OAuthError (`invalid_client`, 401) when it does not show its secret in the place the server wants.
 */
export function authenticateClient(
  config: OAuthConfig,
  request: Request,
  form: URLSearchParams,
): OAuthClient {
  const shown =
    config.clientAuth === 'basic'
      ? basicCredentials(request.headers.get('authorization'))
      : { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }
  const client = config.clients.find(({ id }) => id === shown?.id)
  if (!client || !shown || !equalSecrets(shown.secret, client.secret)) {
    throw new OAuthError('invalid_client', 'Client authentication failed.', 401)
  }
  return client
}

function basicCredentials(header: string | null): OAuthCredentials | undefined {
  const encoded = /^basic +([a-z0-9+/]+={0,2}) *$/i.exec(header ?? '')?.[1]
  if (!encoded) return undefined
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  return id === undefined || secret === undefined
    ? undefined
    : { id: formDecoded(id), secret: formDecoded(secret) }
}

type OAuthCredentials = Pick<OAuthClient, 'id' | 'secret'>

/** RFC 6749 section 2.3.1 form-encodes id and secret first; many clients do not, and most secrets need none. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function equalSecrets(shown: string, real: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(shown), digest(real))
}
