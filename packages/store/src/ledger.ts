import type { Side } from '@duet/core'
import { type ColumnsOf, integer, text } from './columns.js'

/**
 * What became of a record, or `wrote`: a write that was sent, or `unavailable`: no record could be read, for the
 * account's plan does not include this entity (count 0, the reason in words).
 */
export type Outcome = 'applied' | 'unchanged' | 'skipped' | 'parked' | 'failed' | 'wrote' | 'unavailable'

/** So many records of an entity had this outcome. */
export interface LedgerEntry {
  entity: string
  /** The side the records were read from; for `wrote` the side written to. */
  side: Side
  outcome: Outcome
  /** Why, in a word; empty where nothing needs saying; a sentence of `unavailable`. */
  reason: string
  count: number
}

/** A run in numbers: `read` = applied + unchanged + all skipped + parked + failed. */
export interface RunTotals {
  read: number
  applied: number
  unchanged: number
  /** By reason. */
  skipped: Record<string, number>
  parked: number
  failed: number
  writesToConnec: number
  writesToExternal: number
  /** Entities the account's plan does not include, and what the application says about it. */
  unavailable: Record<string, string>
}

interface LedgerRow extends LedgerEntry {
  runId: string
}

export const ledgerColumns = {
  runId: text(),
  entity: text(),
  side: text<Side>(),
  outcome: text<Outcome>(),
  reason: text(),
  count: integer,
} satisfies ColumnsOf<LedgerRow>

/** Adds up the ledger of one run. */
export function totalsOf(entries: Iterable<LedgerEntry>): RunTotals {
  const totals: RunTotals = {
    read: 0,
    applied: 0,
    unchanged: 0,
    skipped: {},
    parked: 0,
    failed: 0,
    writesToConnec: 0,
    writesToExternal: 0,
    unavailable: {},
  }
  for (const { entity, side, outcome, reason, count } of entries) {
    if (outcome === 'wrote') {
      totals[side === 'connec' ? 'writesToConnec' : 'writesToExternal'] += count
      continue
    }
    if (outcome === 'unavailable') {
      totals.unavailable[entity] = reason
      continue
    }
    totals.read += count
    if (outcome === 'skipped') totals.skipped[reason] = (totals.skipped[reason] ?? 0) + count
    else totals[outcome] += count
  }
  return totals
}
