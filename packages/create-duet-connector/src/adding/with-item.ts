import { literalAt } from './code-literal.js'

const WIDTH = 110

/** An item of a list in code. */
export interface NewItem {
  /** `item`, `webhooks`, `tax_rates: { … }`: lines after the first one as they stand at the left edge. */
  readonly code: string
  /** Whether an item that is there already is this one. */
  is(item: string): boolean
}

/** Code with one more item at the end of a list; undefined where the list is not as it was written. */
export function withItem(code: string, opening: RegExp, item: NewItem): string | undefined {
  const list = literalAt(code, opening)
  if (list === undefined) return undefined
  if (list.items.some(item.is)) return code
  const inner = code.slice(list.start + 1, list.end)
  const before = code.slice(0, list.start + 1)
  const after = code.slice(list.end)
  const margin = /[^\n]*$/.exec(before)?.[0].match(/^ */)?.[0] ?? ''
  const indented = `${margin}  ${item.code.replaceAll('\n', `\n${margin}  `)}`
  if (inner.includes('\n')) {
    const kept = inner.trimEnd()
    // A comma behind a comment would be part of it.
    if (/\/\/[^\n]*$/.test(kept)) return undefined
    return `${before}${kept}${kept.endsWith(',') ? '' : ','}\n${indented},\n${margin}${after}`
  }
  const space = code.charAt(list.start) === '{' ? ' ' : ''
  const flat = [...list.items, item.code].join(', ')
  const line = `${before}${space}${flat}${space}${after}`
  const room = WIDTH - (/[^\n]*$/.exec(before)?.[0].length ?? 0) - space.length * 2 - 2
  if (!item.code.includes('\n') && flat.length <= room) return line
  return `${before}\n${[...list.items.map((each) => `${margin}  ${each}`), indented].join(',\n')},\n${margin}${after}`
}
