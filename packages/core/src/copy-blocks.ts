import { type PathStep, stepsOf } from './accessor.js'
import type { PlainRecord } from './json.js'

/** Copies the mapped fields of a record into a draft; absent values stay absent, null stays null. */
export type Copy = (record: PlainRecord, draft: Record<string, unknown>) => Record<string, unknown>

/** One row of a table in one direction. */
export interface CopyRow {
  readonly from: string
  readonly to: string
  readonly convert: ((value: unknown) => unknown) | undefined
}

/** A field of the object a block reads, and of the one it writes. */
export interface Leaf {
  readonly from: PathStep
  readonly to: PathStep
  readonly convert: CopyRow['convert']
}

/** Fields next to each other that are read from one object and written into one: both are looked up once a record. */
export interface CopyBlock {
  readonly from: readonly PathStep[]
  readonly to: readonly PathStep[]
  readonly leaves: readonly Leaf[]
  /** `prices[0].amount`: a null would make a line of nothing, and whoever gets it would take its list for that line. */
  readonly isInList: boolean
}

/** The rows of one direction as blocks, in the order of the table. */
export function blocksOf(rows: readonly CopyRow[]): readonly CopyBlock[] {
  const blocks: (CopyBlock & { name: string; leaves: Leaf[] })[] = []
  for (const row of rows) {
    const from = stepsOf(row.from)
    const to = stepsOf(row.to)
    const isInList = to.some((step) => typeof step === 'number')
    const leaf = { from: from.pop() ?? '', to: to.pop() ?? '', convert: row.convert }
    const name = JSON.stringify([from, to, isInList])
    const last = blocks.at(-1)
    if (last?.name === name) last.leaves.push(leaf)
    else blocks.push({ name, from, to, isInList, leaves: [leaf] })
  }
  return blocks
}
