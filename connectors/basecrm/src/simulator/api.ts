import { json, type OAuthServer } from '@duet/simulator'
import { http, type RequestHandler } from 'msw'
import { type Application, shelfOf } from './application.js'
import { answerCollection } from './collection-api.js'
import { convertLead } from './convert-lead.js'
import { createGate, type Scope } from './gate.js'
import { createLogref } from './logref.js'
import { checkProductsPlan } from './products-plan.js'
import { readBody } from './read-body.js'
import { pathNotFound, Refused } from './refused.js'
import { renderRecord } from './render-record.js'
import { renderRefused } from './render-refused.js'
import { type Collection, collections } from './simulated-record.js'

/** Everything below `/v2`. */
export function apiHandler(app: Application, oauth: OAuthServer): RequestHandler {
  const gate = createGate(app.config, oauth)
  return http.all(`${app.config.origin}/v2/*`, async ({ request }) => {
    const logref = createLogref()
    const isHead = request.method === 'HEAD'
    const asked = isHead ? new Request(request.url, { headers: request.headers }) : request
    const response = await answer(app, asked, (scope) => gate(asked, scope, logref)).catch((error) => {
      if (error instanceof Refused) return json(error.status, renderRefused(error, logref))
      throw error
    })
    return withUsualHeaders(isHead ? new Response(null, response) : response, logref)
  })
}

type LetIn = (needed: Scope) => Response | undefined

async function answer(app: Application, request: Request, letIn: LetIn): Promise<Response> {
  const path = new URL(request.url).pathname
  const [, name = '', id, rest] = path.slice('/v2'.length).split('/')
  const isRead = request.method === 'GET'
  const collection = collections.find((known) => known === name)
  const readScope = collection ? (app.rules[collection].readScope ?? 'read') : 'read'
  const throttled = letIn(isRead ? readScope : 'write')
  if (throttled) return throttled
  if (!collection || rest !== undefined) throw pathNotFound({ method: request.method, path })
  return answerWithin(app, request, { collection, id })
}

async function answerWithin(
  app: Application,
  request: Request,
  { collection, id }: { collection: Collection; id: string | undefined },
): Promise<Response> {
  const shelf = shelfOf(app, collection)
  const self = selfId(app, collection)
  if (id === 'self' && self !== undefined) return answerCollection(shelf, request, String(self))
  if (collection === 'accounts')
    throw pathNotFound({ method: request.method, path: new URL(request.url).pathname })
  if (collection === 'products') checkProductsPlan(app.config, request.method)
  if (collection === 'lead_conversions' && id === undefined && request.method === 'POST') {
    return json(200, renderRecord(shelf, convertLead(app, await readBody(request))))
  }
  return answerCollection(shelf, request, id)
}

/** Whom `self` stands for in a path. */
function selfId({ accountId, userId }: Application, collection: Collection): number | undefined {
  if (collection === 'accounts') return accountId
  return collection === 'users' ? userId : undefined
}

function withUsualHeaders(response: Response, logref: string): Response {
  response.headers.set('x-request-id', logref)
  response.headers.set('content-language', 'en')
  response.headers.set('vary', 'Content-Language')
  return response
}
