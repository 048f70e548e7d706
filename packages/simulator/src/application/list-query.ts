import { z } from 'zod'
import { isoSeconds } from '../iso-seconds.js'
import type { ListQuery } from '../resource-store.js'
import type { CollectionRecords } from './collection-records.js'
import { badRequest } from './refusal.js'
import type { SimulatedRecord } from './simulated-record.js'
import type { SimulatorDefinition } from './simulator-definition.js'

const moment = z.iso.datetime({ offset: true })

/** Which records of a list are asked for, in which order. @throws Refusal 400 */
export function listQuery(
  query: URLSearchParams,
  { records, definition }: { records: CollectionRecords; definition: SimulatorDefinition },
): ListQuery<SimulatedRecord> {
  const { since: parameter, sort } = definition
  const since = parameter === undefined ? null : query.get(parameter)
  const order = sort === undefined ? {} : { sort }
  if (since === null) return order
  if (records.definition.timestamps === false)
    throw badRequest(`${records.name} have no moment of change to filter by.`)
  if (!moment.safeParse(since).success) throw badRequest(`The parameter ${parameter} is not a moment.`)
  const from = isoSeconds(new Date(since))
  return { ...order, where: ({ updated_at }) => updated_at >= from }
}
