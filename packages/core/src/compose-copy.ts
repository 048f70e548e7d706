import { compileOpen, compileRead, type PathStep } from './accessor.js'
import type { Copy, CopyBlock } from './copy-blocks.js'
import { copyOf } from './copy-value.js'
import type { PlainRecord } from './json.js'

/** Composes a copy of functions, for processes that may not generate code; several times slower than `generateCopy`. */
export function composeCopy(blocks: readonly CopyBlock[]): Copy {
  const copies = blocks.map(composeBlock)
  return (record, draft) => {
    for (const copy of copies) copy(record, draft)
    return draft
  }
}

function composeBlock({ from, to, leaves, isInList }: CopyBlock) {
  const read = compileRead(from)
  const open = compileOpen(to, leaves[0]?.to ?? '')
  return (record: PlainRecord, draft: Record<PathStep, unknown>): void => {
    const source = read(record)
    if (source === undefined) return
    let target: Record<PathStep, unknown> | undefined
    for (const leaf of leaves) {
      const value = source[leaf.from]
      if (value === undefined || (value === null && isInList)) continue
      const converted = value === null || leaf.convert === undefined ? copyOf(value) : leaf.convert(value)
      if (converted === undefined) continue
      target ??= open(draft)
      target[leaf.to] = converted
    }
  }
}
