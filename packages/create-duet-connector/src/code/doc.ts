/** A piece of code that can be laid out on one line or on several. */
export type Doc =
  | string
  | readonly Doc[]
  | { readonly kind: 'group'; readonly doc: Doc; readonly broken: boolean }
  | { readonly kind: 'indent'; readonly doc: Doc }
  | { readonly kind: 'line'; readonly flat: string }
  | { readonly kind: 'if-broken'; readonly text: string }

export const group = (doc: Doc, { broken = false } = {}): Doc => ({ kind: 'group', doc, broken })
export const indent = (doc: Doc): Doc => ({ kind: 'indent', doc })
/** A space, or a new line in a group that is broken. */
export const line: Doc = { kind: 'line', flat: ' ' }
/** Nothing, or a new line in a group that is broken. */
export const softline: Doc = { kind: 'line', flat: '' }
export const ifBroken = (text: string): Doc => ({ kind: 'if-broken', text })

type Mode = 'flat' | 'broken'
type Command = readonly [level: number, mode: Mode, doc: Doc]

/** Lays code out as the formatter of the workspace does: a group that does not fit on its line is broken. */
export function print(doc: Doc, width = 110): string {
  const stack: Command[] = [[0, 'broken', doc]]
  let out = ''
  let column = 0
  for (let command = stack.pop(); command !== undefined; command = stack.pop()) {
    const [level, mode, part] = command
    if (typeof part === 'string') {
      out += part
      column += part.length
    } else if (isList(part)) for (const each of part.toReversed()) stack.push([level, mode, each])
    else if (part.kind === 'indent') stack.push([level + 1, mode, part.doc])
    else if (part.kind === 'if-broken') stack.push([level, mode, mode === 'broken' ? part.text : ''])
    else if (part.kind === 'line') {
      if (mode === 'flat') stack.push([level, mode, part.flat])
      else {
        out += `\n${'  '.repeat(level)}`
        column = level * 2
      }
    } else {
      const flat: Command = [level, 'flat', part.doc]
      stack.push(!isBroken(part) && fits(flat, stack, width - column) ? flat : [level, 'broken', part.doc])
    }
  }
  return out
}

const isList = (doc: Doc): doc is readonly Doc[] => Array.isArray(doc)

/** Whether the group asks for several lines, or something in it does. */
function isBroken(doc: Doc): boolean {
  if (typeof doc === 'string') return false
  if (isList(doc)) return doc.some(isBroken)
  if (doc.kind === 'group') return doc.broken || isBroken(doc.doc)
  return doc.kind === 'indent' && isBroken(doc.doc)
}

/** Whether what follows up to the next possible end of line fits into the room that is left. */
function fits(first: Command, rest: readonly Command[], room: number): boolean {
  const stack = [first]
  let left = room
  let index = rest.length
  while (left >= 0) {
    const command = stack.pop() ?? rest[--index]
    if (command === undefined) return true
    const [level, mode, part] = command
    if (typeof part === 'string') left -= part.length
    else if (isList(part)) for (const each of part.toReversed()) stack.push([level, mode, each])
    else if (part.kind === 'indent') stack.push([level, mode, part.doc])
    else if (part.kind === 'group') stack.push([level, mode, part.doc])
    else if (part.kind === 'if-broken') left -= mode === 'broken' ? part.text.length : 0
    else if (mode === 'broken') return true
    else left -= part.flat.length
  }
  return false
}
