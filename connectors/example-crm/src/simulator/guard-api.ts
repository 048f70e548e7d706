import { type OAuthServer, type RateLimiter, wrapHandlers } from '@duet/simulator'
import type { RequestHandler } from 'msw'
import { ApiError, forbidden, tooManyRequests, unauthorized } from './api-error.js'

export interface ApiGuard {
  oauth: OAuthServer
  apiKey: string
  limiter: RateLimiter
}

/** Handlers behind authentication and rate limit, with refusals in the API's envelope. */
export function guardApi(handlers: readonly RequestHandler[], guard: ApiGuard): RequestHandler[] {
  return wrapHandlers(handlers, async (request, run) => {
    try {
      const caller = authenticate(request, guard)
      if (!guard.limiter.take(caller)) throw tooManyRequests(1)
      return await run()
    } catch (error) {
      if (error instanceof ApiError) return error.toResponse()
      throw error
    }
  })
}

/** Who asks: the token or the key. */
function authenticate(request: Request, { oauth, apiKey }: ApiGuard): string {
  const key = request.headers.get('x-api-key')
  if (key !== null) {
    if (key !== apiKey) throw unauthorized('The API key is not valid.')
    return key
  }
  const authentication = oauth.authenticate(request)
  if (!authentication.ok) throw unauthorized(`The access token is ${authentication.reason}.`)
  const { token, scopes } = authentication.token
  const scope = request.method === 'GET' ? 'read' : 'write'
  if (!scopes.includes(scope)) throw forbidden(`The token lacks the scope ${scope}.`)
  return token
}
