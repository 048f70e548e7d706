import type { PathStep } from './accessor.js'
import type { Copy, CopyBlock, Leaf } from './copy-blocks.js'
import { copyOf } from './copy-value.js'

/** Gives a value a name inside the generated function. */
type Bind = (value: unknown) => string

/**
 * Writes a table as one function, as a person would write it by hand. It does what `composeCopy` does.
 *
 * Nothing of an author's text becomes code but field names made of letters, digits and `_`; every other name and every
 * converter reaches the function as a value.
 */
export function generateCopy(blocks: readonly CopyBlock[]): Copy {
  const bound: unknown[] = [copyOf]
  const bind: Bind = (value) => `k${bound.push(value) - 1}`
  const body = blocks.map((block) => blockCode(block, bind)).join('\n')
  const names = bound.map((_, number) => `k${number}`)
  const make = new Function(
    ...names,
    `'use strict'\nreturn (record, draft) => {\nlet target, value\n${body}\nreturn draft\n}`,
  )
  return make(...bound)
}

/** False in a process started with `--disallow-code-generation-from-strings`, and where a policy forbids it. */
export function canGenerate(): boolean {
  try {
    return new Function('return true')() === true
  } catch {
    return false
  }
}

function blockCode({ from, to, leaves, isInList }: CopyBlock, bind: Bind): string {
  const [way, source] = descend('record', from, (variable, place) => [
    `const ${variable} = ${place}`,
    `if (typeof ${variable} === 'object' && ${variable} !== null) {`,
  ])(bind)
  const open = openCode(to, leaves[0]?.to ?? '', bind)
  const copies = leaves.map((leaf) => leafCode(leaf, { source, open, isInList, bind }))
  return ['{', 'target = undefined', ...way, ...copies, '}'.repeat(from.length + 1)].join('\n')
}

/** Statements that walk down a path, each object in a variable of its own, and the variable they end in. */
const descend =
  (
    root: string,
    steps: readonly PathStep[],
    visit: (variable: string, place: string, at: number) => string[],
  ) =>
  (bind: Bind): [statements: string[], variable: string] => {
    const prefix = root === 'record' ? 's' : 't'
    let outer = root
    const statements = steps.flatMap((step, at) => {
      const place = member(outer, step, bind)
      outer = `${prefix}${at}`
      return visit(outer, place, at)
    })
    return [statements, outer]
  }

/** Sets `target` to the object a block writes into; what is missing on the way is created. */
function openCode(to: readonly PathStep[], leaf: PathStep, bind: Bind): string {
  const [way, target] = descend('draft', to, (variable, place, at) => [
    `let ${variable} = ${place}`,
    `if (typeof ${variable} !== 'object' || ${variable} === null) ${place} = ${variable} = ${typeof (to[at + 1] ?? leaf) === 'number' ? '[]' : '{}'}`,
  ])(bind)
  return [...way, `target = ${target}`].join('\n')
}

interface LeafSurroundings {
  source: string
  open: string
  isInList: boolean
  bind: Bind
}

function leafCode({ from, to, convert }: Leaf, { source, open, isInList, bind }: LeafSurroundings): string {
  const present = isInList ? 'value !== undefined && value !== null' : 'value !== undefined'
  const write = `if (target === undefined) {\n${open}\n}\n${member('target', to, bind)} = value`
  return [
    `value = ${member(source, from, bind)}`,
    `if (${present}) {`,
    convert === undefined
      ? `if (typeof value === 'object' && value !== null) value = k0(value)\n${write}`
      : `if (value !== null) value = ${bind(convert)}(value)\nif (value !== undefined) {\n${write}\n}`,
    '}',
  ].join('\n')
}

/** `__proto__` is a name like any other in a computed place only. */
const PLAIN_NAME = /^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]*$/

/** The place of a field or an item; a name that is not plain is bound, not written. */
function member(object: string, step: PathStep, bind: Bind): string {
  if (typeof step === 'string')
    return PLAIN_NAME.test(step) ? `${object}.${step}` : `${object}[${bind(step)}]`
  return `${object}[${Number(step)}]`
}
