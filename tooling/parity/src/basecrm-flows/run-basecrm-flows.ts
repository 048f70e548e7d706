import { basecrm } from '@duet/connector-basecrm'
import { type AnyResource, DuetError, type Http } from '@duet/core'
import { z } from 'zod'
import { fieldDifferences } from '../field-differences.js'
import type { Outcome, Runner } from '../runner.js'
import { recordsError, type Vector } from '../vector.js'
import { type ApiVector, apiVector } from './api-vector.js'
import { playApi } from './play-api.js'

/** The old client of Base CRM's API, for information. */
export const basecrmFlows: Runner = { file: 'basecrm-flows.json', required: false, run: runBasecrmFlows }

const resources: Record<string, string> = {
  Contact: 'contacts',
  Lead: 'leads',
  Product: 'products',
  Item: 'products',
  Deal: 'deals',
  User: 'users',
}

/** Whole flows are consolidations behind this client: engine and connector hold them by tests of their own. */
async function runBasecrmFlows(given: Vector): Promise<Outcome> {
  if (given.kind !== 'api') return { internal: true, differences: [] }
  const vector = apiVector.parse(given)
  const call = callOf(vector)
  if (call === undefined) return { internal: true, differences: [] }
  const raised = recordsError(given)
  try {
    const result = await playApi(vector, call)
    return { differences: raised ? [] : fieldDifferences(vector.expected.result, result, 'result') }
  } catch (error) {
    if (!(error instanceof DuetError)) return { differences: [], untyped: String(error) }
    return { differences: raised ? [] : [`result: expected one, got the failure "${error.message}"`] }
  }
}

type Call = (http: Http) => Promise<unknown>

/** The same of the connector's resources; undefined for kinds of records that Base CRM does not have. */
function callOf({ method, args }: ApiVector): Call | undefined {
  const [first, second, third] = args
  if (method === 'get_account') return (http) => basecrm.account(http)
  const resource = resourceOf(
    method === 'get_entities' ? first : method === 'create_entities' ? second : third,
  )
  if (resource === undefined) return undefined
  const since = z.iso.datetime().safeParse(third).data
  const calls: Record<string, Call | undefined> = {
    get_entities: (http) => readAll(resource, http, since === undefined ? undefined : new Date(since)),
    create_entities: resource.create && (async (http) => resource.create?.(http, first)),
    update_entities: resource.update && (async (http) => resource.update?.(http, String(second), first)),
  }
  return calls[method]
}

const resourceOf = (title: unknown): AnyResource | undefined =>
  basecrm.entities
    .flatMap(({ mappers }) => mappers)
    .find(({ external }) => external.name === resources[String(title)])?.external

async function readAll(resource: AnyResource, http: Http, since: Date | undefined): Promise<unknown[]> {
  const records: unknown[] = []
  for await (const page of resource.list(http, { pageSize: 50, ...(since && { since }) }))
    records.push(...page)
  return records
}
