import { isPlainObject, type Json } from '@duet/core'

/** A value of a field for people: `amount 19.99, currency GBP` of an object, elements in turn of a list, nothing for none. */
export function asText(value: Json): string {
  if (value === null) return ''
  if (isIds(value)) return value.slice(0, 1).map(asText).join('')
  if (Array.isArray(value)) return value.map(asText).join(value.some(isNested) ? '; ' : ', ')
  return isPlainObject(value) ? objectText(value) : String(value)
}

function objectText(object: Readonly<Record<string, unknown>>): string {
  if (isId(object)) return String(object.id)
  return Object.entries(object)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => `${key} ${innerText(value as Json)}`)
    .join(', ')
}

const innerText = (value: Json): string =>
  !isIds(value) && (isPlainObject(value) || (Array.isArray(value) && value.some(isNested)))
    ? `(${asText(value)})`
    : asText(value)

const isNested = (value: Json): boolean => Array.isArray(value) || isPlainObject(value)

/** What the hub calls a record: its id on each side, of which people need the first. */
const isIds = (value: Json): value is readonly Json[] =>
  Array.isArray(value) && value.length > 0 && value.every(isId)
const isId = (value: unknown): boolean => isPlainObject(value) && 'provider' in value && 'id' in value
