import { isPlainObject } from '@duet/core'

/**
 * Every leaf in which two records differ, `prices[0].amount: expected "1", got nothing`. Ids are texts, amounts numbers,
 * times moments; null, `{}` and absent are one.
 */
export function fieldDifferences(expected: unknown, got: unknown, path = ''): string[] {
  if (isNothing(expected) && isNothing(got)) return []
  if (isPlainObject(expected) || isPlainObject(got)) return inObject(expected, got, path)
  if (Array.isArray(expected) || Array.isArray(got)) return inList(expected, got, path)
  if (leafMeaning(expected, path) === leafMeaning(got, path)) return []
  return [`${path}: expected ${spell(expected)}, got ${spell(got)}`]
}

function inObject(expected: unknown, got: unknown, path: string): string[] {
  if (!isObjectOrNothing(expected) || !isObjectOrNothing(got)) return whole(expected, got, path)
  const keys = new Set([...Object.keys(expected ?? {}), ...Object.keys(got ?? {})])
  return [...keys].flatMap((key) =>
    fieldDifferences(expected?.[key], got?.[key], path === '' ? key : `${path}.${key}`),
  )
}

function inList(expected: unknown, got: unknown, path: string): string[] {
  if (!isListOrNothing(expected) || !isListOrNothing(got)) return whole(expected, got, path)
  if (expected?.length === 0 || got?.length === 0)
    return expected?.length === got?.length ? [] : whole(expected, got, path)
  const length = Math.max(expected?.length ?? 0, got?.length ?? 0)
  return Array.from({ length }, (_, at) =>
    fieldDifferences(expected?.[at], got?.[at], `${path}[${at}]`),
  ).flat()
}

const whole = (expected: unknown, got: unknown, path: string) => [
  `${path}: expected ${spell(expected)}, got ${spell(got)}`,
]

const isObjectOrNothing = (value: unknown): value is Record<string, unknown> | null | undefined =>
  value == null || isPlainObject(value)
const isListOrNothing = (value: unknown): value is unknown[] | null | undefined =>
  value == null || Array.isArray(value)

function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isNothing)
  return isPlainObject(value) ? Object.values(value).every(isNothing) : value == null
}

const AMOUNT = /(^|\.)(total_amount|amount|value|cost|probability|likelihood)$/
const MOMENT = /(^|\.)\w+_(at|date)$/
const DAY = /(^|\.)\w+_date$/

/** Leaves of equal meaning are equal texts. */
function leafMeaning(value: unknown, path: string): string {
  if (value == null) return 'nothing'
  const text = String(value)
  if (AMOUNT.test(path) && text !== '' && !Number.isNaN(Number(text))) return String(Number(text))
  if (MOMENT.test(path)) return momentMeaning(text, DAY.test(path) ? 'day' : 'moment')
  return `"${text}"`
}

/** Base CRM keeps the day of dates, not the time. */
function momentMeaning(text: string, precision: 'day' | 'moment'): string {
  const time = Date.parse(text)
  if (Number.isNaN(time)) return `"${text}"`
  return new Date(time).toISOString().slice(0, precision === 'day' ? 10 : undefined)
}

const spell = (value: unknown): string => (value == null ? 'nothing' : JSON.stringify(value))
