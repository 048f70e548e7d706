import { isDeepStrictEqual } from 'node:util'
import { DuetError } from '@duet/core'
import { fieldDifferences } from '../field-differences.js'
import type { Outcome } from '../runner.js'
import { recordsError, type Vector } from '../vector.js'
import { findPair } from './find-pair.js'
import { type Mapped, mapRecord } from './map-record.js'
import { type MapperVector, mapperVector } from './mapper-vector.js'
import { readContext } from './read-context.js'
import { refusal } from './refusal.js'
import { valueAt } from './value-at.js'

/** One record through the connector's own schemas and mapper, as it is sent to create it on the other side. */
export async function runBasecrmMappers(given: Vector): Promise<Outcome> {
  const vector = mapperVector.parse(given)
  const before = structuredClone(vector.input)
  const raised = recordsError(given)
  const pair = findPair(vector)
  if (pair === undefined) return { differences: raised ? [] : ['mapper: expected one, got none'] }
  try {
    const context = await readContext(pair.mapper, vector.stages ?? [])
    const mapped = mapRecord(pair, vector, context)
    const changed = isDeepStrictEqual(vector.input, before) ? [] : ['input: it was changed']
    return { differences: [...changed, ...compare(vector, mapped)] }
  } catch (error) {
    if (!(error instanceof DuetError)) return { differences: [], untyped: String(error) }
    return { differences: raised ? [] : [refusal(pair.mapper, vector, error)] }
  }
}

function compare(vector: MapperVector, { sent, inactive, ...named }: Mapped): string[] {
  const { entityResult, objectName, inactive: recordedInactive } = vector
  return [
    ...('expected' in entityResult ? compareRecords(vector, sent) : []),
    ...(objectName !== undefined && 'expected' in objectName ? compareNames(objectName.expected, named) : []),
    ...(recordedInactive !== undefined && 'expected' in recordedInactive
      ? fieldDifferences(recordedInactive.expected, inactive, 'inactive')
      : []),
  ]
}

/** Where nothing came out in the end, what the bare mapper had made is still compared, its context aside. */
function compareRecords({ entityResult, mapper, entity }: MapperVector, sent: unknown): string[] {
  if (entityResult.expected !== null || entity !== 'Opportunity')
    return fieldDifferences(entityResult.expected, sent)
  const rest = fieldDifferences(unfolded(mapper?.expected), unfolded(sent)).filter(
    (words) => !/^(id|sales_stage|probability): /.test(words),
  )
  return ['record: expected none, got one', ...rest]
}

/** The bare mapper had plain ids. */
function unfolded(record: unknown): unknown {
  const fields = typeof record === 'object' && record !== null ? Object.entries(record) : []
  return Object.fromEntries(
    fields.map(([key, value]) => [key, valueAt(value, '[0].provider') ? valueAt(value, '[0].id') : value]),
  )
}

/** Names are for people: spaces around them say nothing. Where the record has none, Duet says its id. */
function compareNames(recorded: unknown, { label, noLabel }: Pick<Mapped, 'label' | 'noLabel'>): string[] {
  const name = recorded == null ? '' : String(recorded).trim()
  if (name === label.trim()) return []
  if (name !== '') return [`label: expected ${JSON.stringify(name)}, got ${JSON.stringify(label)}`]
  return label === noLabel ? [] : [`label: expected none, got ${JSON.stringify(label)}`]
}
