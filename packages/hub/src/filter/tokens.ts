import { HubRefusal } from '../hub-refusal.js'

export type Token =
  | { readonly kind: 'word' | 'text' | 'regex'; readonly value: string }
  | { readonly kind: 'mark'; readonly value: '(' | ')' | '[' | ']' | ',' }

const patterns = [
  ['text', /'((?:[^']|'')*)'/y],
  ['regex', /\/((?:[^/\\]|\\.)*)\/(?=[\s)]|$)/y],
  ['mark', /([()[\],])/y],
  ['word', /([^\s()[\],']+)/y],
] as const

/** Splits a `$filter` into its words. Throws `HubRefusal` (400). */
export function tokens(query: string): Token[] {
  const found: Token[] = []
  let at = 0
  while (at < query.length) {
    if (/\s/.test(query.charAt(at))) {
      at += 1
      continue
    }
    const token = tokenAt(query, at)
    found.push(token.token)
    at = token.end
  }
  return found
}

function tokenAt(query: string, at: number): { token: Token; end: number } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(query)
    const value = match?.[1]
    if (value === undefined) continue
    const end = pattern.lastIndex
    if (kind !== 'mark')
      return { token: { kind, value: kind === 'text' ? value.replaceAll("''", "'") : value }, end }
    if (isMark(value)) return { token: { kind, value }, end }
  }
  throw new HubRefusal(400, 'Invalid filter', `$filter cannot be read from "${query.slice(at, at + 20)}" on`)
}

const isMark = (value: string): value is '(' | ')' | '[' | ']' | ',' => '()[],'.includes(value)
