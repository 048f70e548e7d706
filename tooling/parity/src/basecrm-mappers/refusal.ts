import { type DuetError, InvalidRecordError, type Mapper } from '@duet/core'
import type { MapperVector } from './mapper-vector.js'
import { valueAt } from './value-at.js'

/** A record that Duet refuses, in words that name the wrong value: `refused: owner_id: must be a whole number; it is "12abc"`. */
export function refusal(mapper: Mapper, { input }: MapperVector, error: DuetError): string {
  if (!(error instanceof InvalidRecordError)) return `refused: ${error.message}`
  const { path, message } = error
  const reason = message.split(`${path}: `)[1]?.split('. ')[0] ?? message
  // a draft that cannot be written names the path over there
  const source = mapper.rows.find(({ external }) => external === path)?.connec
  const value = valueAt(input, path) ?? (source === undefined ? undefined : valueAt(input, source))
  return `refused: ${path}: ${reason}; it is ${JSON.stringify(value) ?? 'nothing'}`
}
