import { type OAuth2, UnansweredError } from '@duet/core'
import { redactedCause } from '@duet/http'
import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  type ClientAuth,
  ClientSecretPost,
  customFetch,
} from 'oauth4webapi'
import type { OAuthClient } from './oauth-client.js'
import { isLoopback, secureUrl } from './secure-url.js'

/** A `fetch`; a test or a proxy may bring its own. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>

const TIMEOUT_MS = 30_000

/** Everything a request to a token or revocation endpoint is made of. */
export interface TokenRequest {
  server: AuthorizationServer
  client: Client
  clientAuth: ClientAuth
  options: { signal: () => AbortSignal; [allowInsecureRequests]: boolean; [customFetch]: Fetch }
}

export function tokenRequest(
  auth: OAuth2,
  client: OAuthClient,
  fetch: Fetch = globalThis.fetch,
): TokenRequest {
  const tokenUrl = secureUrl(auth.tokenUrl, 'token URL')
  return {
    // servers without metadata have no issuer; their origin is the nearest thing to one
    server: {
      issuer: tokenUrl.origin,
      token_endpoint: auth.tokenUrl,
      ...(auth.revokeUrl === undefined ? {} : { revocation_endpoint: auth.revokeUrl }),
    },
    client: { client_id: client.clientId },
    clientAuth:
      auth.clientAuth === 'post' ? ClientSecretPost(client.clientSecret) : basic(client.clientSecret),
    options: {
      signal: () => AbortSignal.timeout(TIMEOUT_MS),
      [allowInsecureRequests]: isLoopback(tokenUrl),
      [customFetch]: fetch,
    },
  }
}

/**
 * Sends a request once: a code or a rotating refresh token can be redeemed only once, so a lost answer is not repeated.
 * Throws `UnansweredError`.
 */
export async function sendOnce(
  send: () => Promise<Response>,
  { what, secrets }: { what: string; secrets: readonly string[] },
): Promise<Response> {
  try {
    return await send()
  } catch (error) {
    throw new UnansweredError(
      `Failed to ${what}: the application's token endpoint did not answer. Try again later.`,
      { cause: redactedCause(rootCause(error), secrets) },
    )
  }
}

/** `fetch failed` says nothing; what it was caused by does. */
function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error
}

/**
 * RFC 6749, 2.3.1: id and secret are form-encoded before base64. What needs no encoding is left alone, since servers
 * that forget to decode are common.
 */
function basic(secret: string): ClientAuth {
  const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+')
  return (_server, { client_id }, _body, headers) => {
    const pair = `${encode(client_id)}:${encode(secret)}`
    headers.set('authorization', `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`)
  }
}
