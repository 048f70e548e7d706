import { errorsBody, HubRefusal, unauthorized } from '../hub-refusal.js'
import type { ApiContext, Execution } from './context.js'
import type { HubAnswer, HubRequest } from './hub-request.js'
import { jsonSchema } from './json-schema.js'
import { readCollections, readList, readOne } from './reading.js'
import { write } from './write.js'

/** Answers a request below `/api/v2`; refusals become `errors[]`. */
export async function answer(
  context: ApiContext,
  request: HubRequest,
  execution?: Execution,
): Promise<HubAnswer> {
  try {
    return await route(context, request, execution)
  } catch (error) {
    if (!(error instanceof HubRefusal)) throw error
    return { status: error.status, body: JSON.stringify(errorsBody(error, hrefOf(request))) }
  }
}

async function route(context: ApiContext, request: HubRequest, execution?: Execution): Promise<HubAnswer> {
  const [group = '', collection, id, more] = request.path
  if (group === 'json_schema') return jsonSchema(collection)
  const member = context.groups.authenticate(group, request.authorization)
  if (member === undefined) throw unauthorized()
  if (more !== undefined) throw new HubRefusal(404, 'Resource not found')
  if (request.method === 'GET') {
    const database = execution?.database ?? context.database
    if (collection === undefined) return readCollections(group)
    const target = { context, database, request, member, collection }
    return id === undefined ? readList(target) : readOne(target, id)
  }
  if (request.method !== 'POST' && request.method !== 'PUT') throw new HubRefusal(405, 'Method not allowed')
  if (collection === undefined) throw new HubRefusal(404, 'Resource not found')
  return write({ context, request, member, collection, id }, execution)
}

/** Where the docs of Connec! describe the call, in the form of its own errors. */
function hrefOf({ method, path }: HubRequest): string {
  const plural = (path[1] ?? 'resources').replaceAll('_', '-')
  const kind = path[2] === undefined ? `${plural}-list` : plural
  return `http://maestrano.github.io/connec/#${plural}-${kind}-${method.toLowerCase()}`
}
