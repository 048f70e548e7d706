import type { PlainRecord } from '@duet/core'
import { CannotCheckError } from '../cannot-check-error.js'
import type { Kit, Pair } from '../kit.js'
import { valueAt } from '../values/leaves.js'
import { lawfulRows } from '../values/lost-leaves.js'

/** A text of a record with its path on both sides. */
export interface ChangeableText {
  connec: string
  external: string
  value: string
}

/** The first mapped text that may be any other text, too. Throws `CannotCheckError` when there is none. */
export function changeableText({ mapper }: Pair, draft: PlainRecord, { values }: Kit): ChangeableText {
  const references = new Set(mapper.connec.references.map(({ path }) => path))
  const limited = values[mapper.external.name] ?? {}
  for (const { connec, external, using } of lawfulRows(mapper)) {
    const value = valueAt(draft, external)
    if (typeof value === 'string' && !using && !references.has(connec) && !(external in limited))
      return { connec, external, value }
  }
  throw new CannotCheckError(`the fixture of ${mapper.external.name} has no text that can be changed`)
}
