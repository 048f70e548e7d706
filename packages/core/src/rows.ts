import { composeCopy } from './compose-copy.js'
import { blocksOf, type Copy, type CopyRow } from './copy-blocks.js'
import type { FieldPolicy, FieldRow } from './field.js'
import { canGenerate, generateCopy } from './generate-copy.js'

/** The table of a mapper as rows; a plain text is a row that renames. */
export function rowsOf(fields: object): readonly FieldRow[] {
  return Object.entries(fields).flatMap(([connec, target]) => {
    if (target === undefined) return []
    if (typeof target === 'string') return [{ connec, external: target }]
    const { to, ...rest } = target as { to: string } & FieldPolicy
    return [{ ...rest, connec, external: to }]
  })
}

/** Compiles rows into two functions, one for each direction: nothing of a path is looked at again per record. */
export function compileRows(rows: readonly FieldRow[]): { copyToConnec: Copy; copyToExternal: Copy } {
  const there = rows.filter(({ only }) => only !== 'toConnec')
  const back = rows.filter(({ only }) => only !== 'toExternal')
  return {
    copyToExternal: compileCopy(
      there.map(({ connec, external, using }) => ({
        from: connec,
        to: external,
        convert: using?.toExternal,
      })),
    ),
    copyToConnec: compileCopy(
      back.map(({ connec, external, using }) => ({ from: external, to: connec, convert: using?.toConnec })),
    ),
  }
}

const compileCopy = (rows: readonly CopyRow[]): Copy =>
  canGenerate() ? generateCopy(blocksOf(rows)) : composeCopy(blocksOf(rows))
