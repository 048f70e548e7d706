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

/** The mapped texts that may be any other text, too. */
export function changeableTexts({ mapper }: Pair, draft: PlainRecord, { values }: Kit): ChangeableText[] {
  const references = new Set(mapper.connec.references.map(({ path }) => path))
  const limited = values[mapper.external.name] ?? {}
  return lawfulRows(mapper).flatMap(({ connec, external, using, conflict = 'newest' }) => {
    const value = valueAt(draft, external)
    if (typeof value !== 'string' || using || references.has(connec) || external in limited) return []
    return conflict === 'newest' ? [{ connec, external, value }] : []
  })
}

/** The first of them. Throws `CannotCheckError` when there is none. */
export function changeableText(pair: Pair, draft: PlainRecord, kit: Kit): ChangeableText {
  const [text] = changeableTexts(pair, draft, kit)
  if (text) return text
  throw new CannotCheckError(`the fixture of ${pair.mapper.external.name} has no text that can be changed`)
}
