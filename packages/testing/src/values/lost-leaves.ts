import { isDeepStrictEqual } from 'node:util'
import type { FieldRow, Mapper, PlainRecord } from '@duet/core'
import { filledLeaves, valueAt, withValue } from './leaves.js'

/** A value that did not come back as it was. */
export interface LostLeaf {
  path: string
  sent: unknown
  back: unknown
}

export interface RoundTrip {
  record: PlainRecord
  /** The record after it went to the other side and came back. */
  back: PlainRecord
  /** The mapped paths of the record's side. */
  paths: readonly string[]
  /** What the other side gets of a record. */
  there(record: PlainRecord): PlainRecord
}

/** The rows that promise to bring back what they take: both directions, nothing lost. */
export const lawfulRows = ({ rows }: Mapper): readonly FieldRow[] =>
  rows.filter(({ only, lossy }) => only === undefined && lossy === undefined)

/**
 * The filled values at the mapped paths that came back differently. Blanks may come back filled: hooks and defaults do
 * that. Of a list, only the parts that travel at all are expected back.
 */
export function lostLeaves({ record, back, paths, there }: RoundTrip): readonly LostLeaf[] {
  const travels = (path: string) =>
    !isDeepStrictEqual(there(record), there(withValue(record, path, undefined)))
  return paths.flatMap((path) => {
    const returned = filledLeaves(valueAt(back, path), path)
    const sent = filledLeaves(valueAt(record, path), path)
    return [...sent].flatMap(([leaf, value]): LostLeaf[] => {
      if (isDeepStrictEqual(returned.get(leaf), value)) return []
      const isPartOfList = leaf !== path
      if (isPartOfList && !returned.has(leaf) && !travels(leaf)) return []
      return [{ path: leaf, sent: value, back: returned.get(leaf) }]
    })
  })
}
