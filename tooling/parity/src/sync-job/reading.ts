import type { Side } from '@duet/core'

/** A page that was read: how many records were left out before it, how many were asked for, how many came. */
export interface ReadPage {
  readonly skip: number
  readonly limit: number
  readonly count: number
}

/** What was read of one entity on one side. */
export interface Reading {
  readonly entity: string
  readonly side: Side
  /** A half of a first synchronization, page by page, or what changed, on both sides together. */
  readonly mode: 'first' | 'changes'
  /** Pages of a first synchronization, empty ones at the end left out. */
  readonly pages: readonly ReadPage[]
  /** How many records there were; unknown where the record broke off before they were counted. */
  readonly count: number | undefined
}

/** A run as far as it is compared: the entities it began, in order, and what it read of each. */
export interface ReadRun {
  readonly entities: readonly string[]
  readonly readings: readonly Reading[]
  /** Entities whose work broke off: what else would have been read of them is not known. */
  readonly brokenOff: ReadonlySet<string>
}

/** Pages without the empty ones at the end, which tell only how the end is noticed. */
export function withoutEmptyEnd(pages: readonly ReadPage[]): ReadPage[] {
  const last = pages.findLastIndex(({ count }) => count > 0)
  return pages.slice(0, last + 1)
}

export const countOf = (pages: readonly ReadPage[]): number =>
  pages.reduce((sum, { count }) => sum + count, 0)
