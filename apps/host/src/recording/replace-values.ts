import { isPlainObject } from '@duet/core'
import type { Pseudonyms } from './pseudonyms.js'
import { isName, type TextReplacer } from './replace-text.js'

export interface ReplaceOptions {
  replacer: TextReplacer
  pseudonyms: Pseudonyms
  /** Fields whose values stay, `orders.status`; those of lists `lines[].unit`. */
  keep: readonly string[]
  keepIds: boolean
  /** Values that must not stay, wherever they are. */
  secrets: readonly string[]
  /** Called with each place whose text stays as it is. */
  onKept(path: string): void
}

const ID_KEY = /^(id|uuid|guid)$|_(id|uuid)s?$|[a-z](Id|ID|Uuid)s?$/
const SECRET_KEY =
  /token|secret|passw|pwd|(api|access|private)_?key|authoriz|authentic|(^|_)auth($|_)|cookie|session|signature|credential|(^|_)(otp|pin)$/i
/** Numbers that tell who somebody is, where, or what they own. */
const PERSONAL_NUMBER =
  /phone|mobile|fax|tel|ssn|social|tax|vat|iban|bic|account|card|passport|birth|salary|zip|post|latitude|longitude|(^|_)(lat|lng|lon)$/i
const BIRTH_KEY = /birth|dob\b/i
/** Fields that hold one of few words of the API. */
const WORD_KEY =
  /(^|_)(status|type|kind|stage|currency|unit|language|locale|country|time_?zone|object|mode|priority|role|format)$/i
const API_WORD = /^(?!.*\d{5})[A-Za-z0-9][\w:+/-]{0,23}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/
const DECIMAL = /^-?\d{1,9}\.\d+$/
const BIG = 1_000_000
/** Seconds or milliseconds since 1970, between 2001 and 2286. */
const isEpoch = (value: number): boolean => (value >= 1e9 && value < 1e10) || (value >= 1e12 && value < 1e13)

/** Replaces whatever in a value of JSON may be a secret or about somebody; its shape, types and formats stay. */
export function replaceValues(value: unknown, path: string, options: ReplaceOptions): unknown {
  const { replacer, pseudonyms, keep, keepIds, secrets, onKept } = options
  return replaced(value, { path, key: path })

  function replaced(one: unknown, place: Place): unknown {
    if (typeof one === 'string') return text(one, place)
    if (typeof one === 'number') return number(one, place)
    if (Array.isArray(one)) return one.map((item) => replaced(item, { ...place, path: `${place.path}[]` }))
    if (!isPlainObject(one)) return one
    return Object.fromEntries(
      Object.entries(one).map(([key, inner]) => [
        isName(key) ? key : replacer.text(key),
        replaced(inner, { path: place.path === '' ? key : `${place.path}.${key}`, key }),
      ]),
    )
  }

  function text(one: string, { path, key }: Place): string {
    if (one === '') return one
    if (secrets.some((secret) => one.includes(secret))) return replacer.text(one)
    if (SECRET_KEY.test(key)) return /^https?:/.test(one) ? replacer.url(one) : pseudonyms.ofWhole(one)
    if (keeps(path) || (WORD_KEY.test(key) && API_WORD.test(one))) {
      onKept(path)
      return one
    }
    if (BIRTH_KEY.test(key)) return movedDay(one)
    if (MOMENT.test(one) || (DECIMAL.test(one) && !PERSONAL_NUMBER.test(key))) return one
    return ID_KEY.test(key) ? replacer.id(one) : replacer.text(one)
  }

  /** Envelopes around records are not counted: `orders.status` is `status` of an order, wherever orders stand. */
  function keeps(path: string): boolean {
    return keep.some((one) => path === one || path.endsWith(one.slice(one.indexOf('.'))))
  }

  function number(one: number, { path, key }: Place): number {
    if (keeps(path)) return one
    if (ID_KEY.test(key)) return keepIds ? one : other(one)
    const isPlain = !Number.isInteger(one) || Math.abs(one) < BIG || isEpoch(one)
    return isPlain && !PERSONAL_NUMBER.test(key) && !SECRET_KEY.test(key) ? one : other(one)
  }

  function other(one: number): number {
    const digits = Number(pseudonyms.of(String(Math.abs(Math.trunc(one)))))
    return Number.isSafeInteger(digits) ? Math.sign(one) * digits : one
  }

  /** Another day of the same year and form; anything that is no day becomes other words. */
  function movedDay(one: string): string {
    const day = /^(\d{4})-\d{2}-\d{2}(.*)$/.exec(one)
    if (day === null) return replacer.text(one)
    const digits = Number(pseudonyms.of(one.slice(5, 10).replace('-', '9')))
    const moved = [1 + (digits % 12), 1 + (Math.trunc(digits / 12) % 28)]
    return `${day[1]}-${moved.map((part) => String(part).padStart(2, '0')).join('-')}${day[2] ?? ''}`
  }
}

interface Place {
  readonly path: string
  /** The closest name above the value. */
  readonly key: string
}

/** The ids in a value, wherever they are. */
export function idsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string' || typeof value === 'number')
    return ID_KEY.test(key) && String(value) !== '' ? [String(value)] : []
  if (Array.isArray(value)) return value.flatMap((item) => idsIn(item, key))
  return isPlainObject(value) ? Object.entries(value).flatMap(([name, inner]) => idsIn(inner, name)) : []
}
