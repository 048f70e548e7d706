import type { RequestHandler } from 'msw'
import type { OAuthServer } from '../oauth/oauth-server.js'
import type { RateLimiter } from '../rate-limiter.js'
import { wrapHandlers } from '../wrap-handlers.js'
import { forbidden, Refusal, type RefusalBody, tooManyRequests, unauthorized } from './refusal.js'
import type { AuthDefinition } from './simulator-definition.js'

/** What somebody with a password types. */
export interface Login {
  username: string
  password: string
}

export interface ApiGuard {
  auth: AuthDefinition
  oauth: OAuthServer
  apiKey: string
  login: Login
  limiter: RateLimiter
  refusal: RefusalBody
}

/** Handlers behind authentication and rate limit, with refusals in the application's spelling. */
export function guardApi(handlers: readonly RequestHandler[], guard: ApiGuard): RequestHandler[] {
  return wrapHandlers(handlers, async (request, run) => {
    try {
      if (!guard.limiter.take(authenticate(request, guard))) throw tooManyRequests(1)
      return await run()
    } catch (error) {
      if (error instanceof Refusal) return error.toResponse(guard.refusal)
      throw error
    }
  })
}

/** Who asks, by one of the ways the application has. @throws Refusal 401, 403 */
function authenticate(request: Request, { auth, oauth, apiKey, login }: ApiGuard): string {
  const key = auth.apiKey && request.headers.get(auth.apiKey.header)
  if (key) {
    if (key !== (auth.apiKey?.prefix ?? '') + apiKey) throw unauthorized('The API key is not valid.')
    return key
  }
  const name = auth.basic && userIn(request)
  if (name) {
    if (name !== `${login.username}:${login.password}`) throw unauthorized('The password is not right.')
    return login.username
  }
  if (auth.oauth) return tokenHolder(request, oauth, auth.oauth.demands)
  throw unauthorized('Nobody is signed in.')
}

function userIn(request: Request): string | undefined {
  const [, encoded] = /^basic +(\S+) *$/i.exec(request.headers.get('authorization') ?? '') ?? []
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString()
}

function tokenHolder(
  request: Request,
  oauth: OAuthServer,
  demands: { read: string; write: string } | undefined,
): string {
  const authentication = oauth.authenticate(request)
  if (!authentication.ok) throw unauthorized(`The access token is ${authentication.reason}.`)
  const { token, scopes } = authentication.token
  const scope = demands?.[request.method === 'GET' ? 'read' : 'write']
  if (scope !== undefined && !scopes.includes(scope)) throw forbidden(`The token lacks the scope ${scope}.`)
  return token
}
