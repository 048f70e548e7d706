import type { PlannedRecordSummary } from '@duet/host-api'

/** What a plan says of one pair: one entry, or two where both sides would be written to. */
export type PlannedPair = readonly [PlannedRecordSummary, ...PlannedRecordSummary[]]

/** Puts together what a plan says of both records of a pair; they stand beside each other. */
export function pairsOf(records: readonly PlannedRecordSummary[]): PlannedPair[] {
  const pairs: [PlannedRecordSummary, ...PlannedRecordSummary[]][] = []
  for (const record of records) {
    const last = pairs.at(-1)
    if (last && isCounterpart(last[0], record)) last.push(record)
    else pairs.push([record])
  }
  return pairs
}

const isCounterpart = (one: PlannedRecordSummary, other: PlannedRecordSummary): boolean =>
  one.entity === other.entity &&
  one.from !== other.from &&
  one.connecId !== null &&
  one.externalId !== null &&
  one.connecId === other.connecId &&
  one.externalId === other.externalId
