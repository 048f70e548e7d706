import { createRateLimiter, json, noContent, type OAuthServer } from '@duet/simulator'
import type { SimulatorConfig } from './options.js'
import { Refused } from './refused.js'
import { renderRefused } from './render-refused.js'

export type Scope = 'read' | 'write' | 'profile'

/** Lets a request in: headers, token, scope and rate, in this order. Throws `Refused`; answers throttled requests itself. */
export type Gate = (request: Request, needed: Scope, logref: string) => Response | undefined

export function createGate(config: SimulatorConfig, oauth: OAuthServer): Gate {
  const { clock, rateLimit, requireUserAgent } = config
  const limiter = rateLimit === false ? undefined : createRateLimiter({ ...rateLimit, clock })
  return (request, needed, logref) => {
    if (requireUserAgent && !request.headers.get('user-agent')) throw invalidUserAgent()
    const authentication = oauth.authenticate(request)
    if (!authentication.ok) throw unauthorized()
    if (!authentication.token.scopes.includes(needed)) throw insufficientScope(needed)
    if (limiter?.take(authentication.token.token) === false) return throttled(config, request, logref)
    return undefined
  }
}

function invalidUserAgent(): Refused {
  const details = 'The request header User-Agent is missing.'
  return new Refused(400, [{ code: 'invalid_user_agent', message: 'invalid request header', details }])
}

function unauthorized(): Refused {
  const details = 'Required access token is missing, malformed, expired, or invalid.'
  return new Refused(401, [{ code: 'unauthorized', message: 'Unauthorized', details }])
}

function insufficientScope(scope: Scope): Refused {
  const details = `The access token lacks the scope '${scope}'.`
  return new Refused(403, [{ code: 'insufficient_scope', message: 'insufficient scope', details }])
}

function throttled({ rateLimitMode }: SimulatorConfig, { method }: Request, logref: string): Response {
  if (rateLimitMode === 'empty-429') return noContent(429)
  if (rateLimitMode === 'json-429') {
    const refused = new Refused(429, [{ code: 'rate_limit_exceeded', message: 'rate limit exceeded' }])
    return json(429, renderRefused(refused, logref))
  }
  const details = `Requested path at '/429.json' was not found using the HTTP method '${method}'.`
  const refused = new Refused(404, [{ code: 'incorrect_path', message: 'path was not found', details }])
  return json(404, renderRefused(refused, logref))
}
