import { json } from '@duet/simulator'
import { HttpResponse, http, type RequestHandler } from 'msw'
import { errorsBody, HubRefusal } from '../hub-refusal.js'
import { answer } from './answer.js'
import { batch } from './batch.js'
import type { ApiContext } from './context.js'
import { type HubAnswer, type HubRequest, segmentsOf } from './hub-request.js'

export interface HandlerOptions {
  /** The origin the handlers answer. */
  readonly baseUrl: string
  /** The origin clients use, where it cannot be told from their requests. */
  readonly publicUrl: string | undefined
}

const VERSION = { ci_build_number: '1', ci_branch: 'v2.0', ci_commit: 'duet' }

/** The API as request handlers. */
export function hubHandlers(context: ApiContext, options: HandlerOptions): RequestHandler[] {
  const { origin } = new URL(options.baseUrl)
  return [
    http.get(`${origin}/version`, () => json(200, VERSION)),
    http.post(`${origin}/batch`, async ({ request }) => {
      const read = await readRequest(request, options)
      return respond(read === undefined ? malformed() : await batch(context, read))
    }),
    http.all(`${origin}/api/v2/*`, async ({ request }) => {
      const read = await readRequest(request, options)
      return respond(read === undefined ? malformed() : await answer(context, read))
    }),
  ]
}

/** The request in the API's terms; undefined when its body is no JSON. */
async function readRequest(request: Request, options: HandlerOptions): Promise<HubRequest | undefined> {
  const url = new URL(request.url)
  const text = request.method === 'GET' ? '' : await request.text()
  const body = parsed(text)
  if (text.trim() !== '' && body === undefined) return undefined
  return {
    method: request.method,
    path: segmentsOf(url.pathname) ?? [],
    query: url.searchParams,
    body,
    authorization: request.headers.get('authorization'),
    externalIds: request.headers.get('connec-external-ids')?.toLowerCase() === 'true',
    url: new URL(url.pathname + url.search, publicOrigin(request, options)),
  }
}

/** Where the client came from, so that the next link leads it back: behind a server that is another host than `baseUrl`. */
function publicOrigin({ headers }: Request, { baseUrl, publicUrl }: HandlerOptions): string {
  if (publicUrl !== undefined) return publicUrl
  const host = headers.get('host')
  if (host === null || host === new URL(baseUrl).host) return baseUrl
  const served = `${headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http'}://${host}`
  return URL.canParse(served) ? served : baseUrl
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const malformed = (): HubAnswer => {
  const refusal = new HubRefusal(400, 'Invalid body', 'The body is no JSON')
  return { status: 400, body: JSON.stringify(errorsBody(refusal, 'http://maestrano.github.io/connec/')) }
}

const respond = ({ status, body, headers = {} }: HubAnswer): Response =>
  new HttpResponse(body, {
    status,
    headers: { 'content-type': 'application/vnd.api+json; charset=utf-8', ...headers },
  })
