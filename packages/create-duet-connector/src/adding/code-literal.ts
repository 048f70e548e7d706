/** A list in code: `{ … }` or `[ … ]`. */
export interface CodeLiteral {
  /** Where the opening bracket is, and the closing one. */
  readonly start: number
  readonly end: number
  /** What stands between commas, without the space around it. */
  readonly items: readonly string[]
}

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' }

/** The list that begins where `opening` ends; undefined unless there is exactly one, and it ends. */
export function literalAt(code: string, opening: RegExp): CodeLiteral | undefined {
  const [match, ...others] = code.matchAll(new RegExp(opening.source, 'g'))
  if (match === undefined || others.length > 0) return undefined
  const start = match.index + match[0].length - 1
  const open: string[] = []
  const items: string[] = []
  let from = start + 1
  for (let at = start; at < code.length; at++) {
    const skipped = afterText(code, at)
    if (skipped === undefined) return undefined
    if (skipped > at) {
      at = skipped - 1
      continue
    }
    const char = code.charAt(at)
    const end = closing[char]
    if (end !== undefined) open.push(end)
    else if (char === ',' && open.length === 1) {
      items.push(code.slice(from, at))
      from = at + 1
    } else if ('}])'.includes(char)) {
      if (open.pop() !== char) return undefined
      if (open.length > 0) continue
      items.push(code.slice(from, at))
      return { start, end: at, items: items.map((item) => item.trim()).filter((item) => item !== '') }
    }
  }
  return undefined
}

/** Behind the text or the comment that begins here; here where none does; undefined where it does not end. */
function afterText(code: string, at: number): number | undefined {
  const rest = code.slice(at)
  if (rest.startsWith('//')) return at + (/^[^\n]*/.exec(rest)?.[0].length ?? 0)
  if (rest.startsWith('/*')) return lengthOf(/^\/\*[\s\S]*?\*\//, rest, at)
  if (/^['"`]/.test(rest))
    return lengthOf(/^(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`)/, rest, at)
  return at
}

function lengthOf(pattern: RegExp, rest: string, at: number): number | undefined {
  const [text] = pattern.exec(rest) ?? []
  return text === undefined ? undefined : at + text.length
}
