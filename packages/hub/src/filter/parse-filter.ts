import { HubRefusal } from '../hub-refusal.js'
import type { Comparison, Condition, Literal } from './condition.js'
import { type Token, tokens } from './tokens.js'

/**
 * Reads a `$filter`: comparisons (`eq ne gt gte lt lte`), `in [a,'b']`, `match /regex/`, joined by `and`, `or` and
 * parentheses; `and` binds tighter. Paths go into objects by `.` or `/`. Throws `HubRefusal` (400).
 *
 * @example parseFilter("updated_at gt '2026-11-24T08:00:00Z' and is_lead eq true")
 */
export function parseFilter(query: string): Condition {
  const reader = new Reader(tokens(query))
  const condition = reader.either()
  reader.end()
  return condition
}

class Reader {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(found: readonly Token[]) {
    this.#tokens = found
  }

  either(): Condition {
    const parts = [this.#both()]
    while (this.#takeWord('or')) parts.push(this.#both())
    return join('or', parts)
  }

  end(): void {
    const token = this.#tokens[this.#at]
    if (token !== undefined) throw unreadable(`"${token.value}" was not expected`)
  }

  #both(): Condition {
    const parts = [this.#one()]
    while (this.#takeWord('and')) parts.push(this.#one())
    return join('and', parts)
  }

  #one(): Condition {
    if (this.#takeMark('(')) {
      const inner = this.either()
      if (!this.#takeMark(')')) throw unreadable('a ")" is missing')
      return inner
    }
    const path = this.#word('a field').replaceAll('/', '.')
    const by = this.#word('an operator').toLowerCase()
    if (by === 'in') return { kind: 'in', path, values: this.#list() }
    if (by === 'match') return { kind: 'match', path, pattern: this.#pattern() }
    if (!isComparison(by)) throw unreadable(`"${by}" is no operator`)
    return { kind: 'compare', path, by, value: this.#literal() }
  }

  #list(): Literal[] {
    if (!this.#takeMark('[')) throw unreadable('"in" wants a list in brackets')
    const values: Literal[] = []
    while (!this.#takeMark(']')) {
      values.push(this.#literal())
      this.#takeMark(',')
    }
    return values
  }

  #pattern(): RegExp {
    const token = this.#next('a regular expression')
    try {
      return new RegExp(token.value)
    } catch {
      throw unreadable(`"${token.value}" is no regular expression`)
    }
  }

  #literal(): Literal {
    const { kind, value } = this.#next('a value')
    if (kind === 'mark') throw unreadable(`"${value}" is no value`)
    if (kind !== 'word') return value
    if (value === 'null') return null
    if (value === 'true' || value === 'false') return value === 'true'
    return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
  }

  #word(what: string): string {
    const { kind, value } = this.#next(what)
    if (kind !== 'word') throw unreadable(`${what} was expected instead of "${value}"`)
    return value
  }

  #next(what: string): Token {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw unreadable(`it ends before ${what}`)
    this.#at += 1
    return token
  }

  #takeWord(word: string): boolean {
    return this.#take((token) => token.kind === 'word' && token.value.toLowerCase() === word)
  }

  #takeMark(mark: string): boolean {
    return this.#take((token) => token.kind === 'mark' && token.value === mark)
  }

  #take(accepts: (token: Token) => boolean): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || !accepts(token)) return false
    this.#at += 1
    return true
  }
}

const join = (kind: 'and' | 'or', parts: readonly Condition[]): Condition =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind, parts }

const isComparison = (word: string): word is Comparison =>
  ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'].includes(word)

const unreadable = (reason: string) => new HubRefusal(400, 'Invalid filter', `$filter: ${reason}`)
