import { compileOpen, compileRead, type PathStep, stepsOf } from './accessor.js'
import type { FieldPolicy, FieldRow } from './field.js'
import type { PlainRecord } from './json.js'

/** The table of a mapper as rows; a plain text is a row that renames. */
export function rowsOf(fields: object): readonly FieldRow[] {
  return Object.entries(fields).flatMap(([connec, target]) => {
    if (target === undefined) return []
    if (typeof target === 'string') return [{ connec, external: target }]
    const { to, ...rest } = target as { to: string } & FieldPolicy
    return [{ ...rest, connec, external: to }]
  })
}

/** Copies the mapped fields of a record into a draft; absent values stay absent, null stays null. */
export type Copy = (record: PlainRecord, draft: Record<string, unknown>) => Record<string, unknown>

/** Compiles rows into two functions, one for each direction: nothing of a path is looked at again per record. */
export function compileRows(rows: readonly FieldRow[]): { copyToConnec: Copy; copyToExternal: Copy } {
  return {
    copyToExternal: compileCopy(
      rows
        .filter(({ only }) => only !== 'toConnec')
        .map(({ connec, external, using }) => ({ from: connec, to: external, convert: using?.toExternal })),
    ),
    copyToConnec: compileCopy(
      rows
        .filter(({ only }) => only !== 'toExternal')
        .map(({ connec, external, using }) => ({ from: external, to: connec, convert: using?.toConnec })),
    ),
  }
}

type Convert = ((value: unknown) => unknown) | undefined
type CopyBlock = (record: PlainRecord, draft: Record<PathStep, unknown>) => void

/** A field of the object a block reads, and of the one it writes. */
interface Leaf {
  readonly from: PathStep
  readonly to: PathStep
  readonly convert: Convert
}

/** Fields next to each other that are read from one object and written into one: both are looked up once a record. */
interface Block {
  readonly name: string
  readonly from: readonly PathStep[]
  readonly to: readonly PathStep[]
  readonly leaves: Leaf[]
}

function compileCopy(rows: readonly { from: string; to: string; convert: Convert }[]): Copy {
  const blocks: Block[] = []
  for (const { from, to, convert } of rows) {
    const source = stepsOf(from)
    const target = stepsOf(to)
    const leaf = { from: source.pop() ?? '', to: target.pop() ?? '', convert }
    const name = JSON.stringify([source, target])
    const last = blocks.at(-1)
    if (last?.name === name) last.leaves.push(leaf)
    else blocks.push({ name, from: source, to: target, leaves: [leaf] })
  }
  const copies = blocks.map(compileBlock)
  return (record, draft) => {
    for (const copy of copies) copy(record, draft)
    return draft
  }
}

function compileBlock({ from, to, leaves }: Block): CopyBlock {
  const read = compileRead(from)
  const leafTo = leaves[0]?.to ?? ''
  const open = compileOpen(to, leafTo)
  // `prices[0].amount`: a null would make a line of nothing, and whoever gets it would take its list for that line
  const isInList = [...to, leafTo].some((step) => typeof step === 'number')
  return (record, draft) => {
    const source = read(record)
    if (source === undefined) return
    let target: Record<PathStep, unknown> | undefined
    for (const leaf of leaves) {
      const value = source[leaf.from]
      if (value === undefined || (value === null && isInList)) continue
      const converted = value === null || leaf.convert === undefined ? clone(value) : leaf.convert(value)
      if (converted === undefined) continue
      target ??= open(draft)
      target[leaf.to] = converted
    }
  }
}

/** A draft never shares lists or objects with the record it came from. */
function clone(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
    ? structuredClone(value)
    : value
}
