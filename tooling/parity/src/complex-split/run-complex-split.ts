import { isDeepStrictEqual } from 'node:util'
import { basecrm } from '@duet/connector-basecrm'
import { DuetError, isPlainObject, type PlainRecord, routedMappers, type Side } from '@duet/core'
import { z } from 'zod'
import { readHubRecord } from '../read-hub-record.js'
import type { Outcome } from '../runner.js'
import { recordsError, type Vector } from '../vector.js'
import { kindOf, nameOf } from './kinds.js'

const lists = z.record(z.string(), z.array(z.unknown()).nullish())

const splitting = z.looseObject({
  input: lists,
  /** By kind of record, by the kind it becomes on the other side. */
  expected: z.record(z.string(), z.record(z.string(), z.array(z.unknown()))).optional(),
})

const sides: Record<string, Side> = {
  connec_model_to_external_model: 'connec',
  external_model_to_connec_model: 'external',
}

/** Inner steps of the old framework, which have no counterpart. */
const internal = /^(formatted_entities_names|build_|count_and_first)/

/** Routes do not look at ids. */
const nobody = { provider: 'recorded', realm: 'recorded' }

/** Which kind each person, organization, contact and lead becomes, by the routes of the connector. */
export async function runComplexSplit(vector: Vector): Promise<Outcome> {
  const method = String(vector.method)
  if (internal.test(method)) return { internal: true, differences: [] }
  const side = sides[method]
  if (side === undefined) return { differences: [`method: nothing is known of ${method}`] }
  const { input, expected } = splitting.parse(vector)
  const raised = recordsError(vector)
  const differences: string[] = []
  for (const [kind, records] of Object.entries(input)) {
    for (const [at, record] of (records ?? []).entries()) {
      const got = targetOf(side, kind, record)
      if (got instanceof Error) return { differences: [], untyped: String(got) }
      const recorded = recordedTarget(expected?.[kind], record)
      if (!raised && got !== recorded)
        differences.push(`${kind} ${at}: expected ${recorded}, got ${got}; it is ${JSON.stringify(record)}`)
    }
  }
  return { differences }
}

/** The kind a record becomes; `refused` where it cannot be read, an error when that has no words. */
function targetOf(side: Side, kind: string, given: unknown): string | Error {
  const mapper = basecrm.entities
    .flatMap(({ mappers }) => mappers)
    .find((one) => one[side].name === kindOf(kind))
  const entity = basecrm.entities.find(({ mappers }) => mappers.some((one) => one === mapper))
  if (entity === undefined || mapper === undefined) return `no ${kind} is known`
  try {
    const record: PlainRecord =
      side === 'connec'
        ? readHubRecord(mapper.connec, given, nobody)
        : mapper.external.parse(withStandIn(given)).fields
    const [target] = routedMappers(entity, { side, resource: kindOf(kind), record })
    return target === undefined ? 'nothing' : nameOf(target[side === 'connec' ? 'external' : 'connec'].name)
  } catch (error) {
    return error instanceof DuetError ? 'refused' : new Error(String(error))
  }
}

/** Every record that is read has an id; those of some vectors do not. */
const withStandIn = (record: unknown): unknown =>
  isPlainObject(record) ? { ...record, id: record.id ?? 1 } : record

const recordedTarget = (lists: Record<string, unknown[]> = {}, record: unknown): string =>
  Object.keys(lists).find((name) => lists[name]?.some((one) => isDeepStrictEqual(one, record))) ?? 'nothing'
