import { createHmac } from 'node:crypto'

/** Replaces words and numbers: the same one always by the same other one, of the same length, case and kind of characters. */
export interface Pseudonyms {
  /** A run of letters and digits: `Ada` becomes `Ovu`, `ada` `ovu`, `4801` `7263`. */
  of(run: string): string
  /** A whole value, whatever it is made of, for what must not be guessed piece by piece. */
  ofWhole(value: string): string
}

const VOWELS = 'aeiou'
const CONSONANTS = 'bdfghjklmnprstvz'
/** Short words have few others; two of them may then become one. */
const MOST_TRIES = 64

/** Pseudonyms under a key: nobody without it can tell which value became which. */
export function createPseudonyms(key: string | Uint8Array): Pseudonyms {
  const runs = { shape: pronounceable, known: new Map<string, string>(), taken: new Set<string>() }
  const wholes = { shape: scrambled, known: new Map<string, string>(), taken: new Set<string>() }

  function replaced(value: string, { shape, known, taken }: typeof runs): string {
    const found = known.get(value)
    if (found !== undefined) return found
    let made = value
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      made = shape(value, bytesOf(key, `${attempt} ${value}`))
      if (made !== value && !taken.has(made)) break
    }
    known.set(value, made)
    taken.add(made)
    return made
  }

  return {
    of: (run) => withCaseOf(run, replaced(run.toLowerCase(), runs)),
    ofWhole: (value) => replaced(value, wholes),
  }
}

/** Bytes without an end, decided by the key and the value alone. */
function* bytesOf(key: string | Uint8Array, value: string): Generator<number, never> {
  for (let block = 0; ; block++) yield* createHmac('sha256', key).update(`${block} ${value}`).digest()
}

const next = (bytes: Iterator<number>): number => bytes.next().value ?? 0

function pronounceable(run: string, bytes: Iterator<number>): string {
  let letters = next(bytes) % 2
  return [...run]
    .map((character, at) => {
      if (isDigit(character)) return digit(character, at, bytes)
      const from = letters++ % 2 === 0 ? CONSONANTS : VOWELS
      return from[next(bytes) % from.length] ?? 'a'
    })
    .join('')
}

function scrambled(value: string, bytes: Iterator<number>): string {
  return [...value]
    .map((character, at) => {
      if (isDigit(character)) return digit(character, at, bytes)
      if (!/\p{L}/u.test(character)) return character
      const letter = String.fromCharCode(97 + (next(bytes) % 26))
      return isUpper(character) ? letter.toUpperCase() : letter
    })
    .join('')
}

/** A number that began with no nought still does not. */
function digit(character: string, at: number, bytes: Iterator<number>): string {
  const byte = next(bytes)
  return at === 0 && character !== '0' ? String(1 + (byte % 9)) : String(byte % 10)
}

const withCaseOf = (run: string, made: string): string =>
  [...run]
    .map((character, at) => {
      const other = made[at] ?? ''
      return isUpper(character) ? other.toUpperCase() : other
    })
    .join('')

const isDigit = (character: string): boolean => character >= '0' && character <= '9'

const isUpper = (character: string): boolean =>
  character !== character.toLowerCase() && character === character.toUpperCase()
