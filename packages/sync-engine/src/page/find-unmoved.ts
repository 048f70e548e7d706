import { type ConsiderOptions, type Wanted, wantedReferences, wantsNothing } from '../consider.js'
import { verdictOf } from '../plan/plan.js'
import { loadReferenceIds } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import { type Pairing, recordsOf } from './pairing.js'
import type { PendingOfPage } from './pending-of-page.js'
import { planInputOf } from './plan-pairing.js'

/** What waits of some pairs. */
export interface Waiting {
  readonly failedPeers: ReadonlySet<Pairing>
  readonly kept: PendingOfPage
}

/**
 * Pairs of which one record is in hand, as it was last agreed, and in which nothing waits: there is nothing to do and
 * nothing to remember. So are most records of a full run, and what comes back from the hub after it was written there.
 * A dry run looks at them like at the others, since it tells of each. Nor is one found whose record is in other pairs
 * as well that are to be looked at.
 */
export async function findUnmoved(
  run: EntityRun,
  pairings: readonly Pairing[],
  { failedPeers, kept }: Waiting,
): Promise<ReadonlySet<Pairing>> {
  if (run.planner !== undefined || run.shown !== undefined) return new Set()
  const waits = (pairing: Pairing) =>
    failedPeers.has(pairing) || recordsOf(pairing).some((record) => kept.of(pairing, record) !== undefined)
  const settled = pairings.filter((pairing) => isSettled(pairing) && !waits(pairing))
  if (settled.length === 0) return new Set()
  const wanted = settled.map((pairing) => wantedBy(run, pairing))
  const ids = await loadReferenceIds(
    run.context,
    wanted.flatMap(({ references }) => references),
  )
  const unmoved = new Set(
    settled.filter((pairing, at) => isAsAgreed(run, pairing, { ids, draft: wanted[at]?.draft })),
  )
  if (run.mappers.length === 1) return unmoved
  const others = new Set(pairings.filter((pairing) => !unmoved.has(pairing)).flatMap(recordsOf))
  return new Set([...unmoved].filter((pairing) => !recordsOf(pairing).some((record) => others.has(record))))
}

/** A pair whose id map stays as it is unless its one record moved. */
function isSettled({ idMap, unsaved, duplicate, connec, external }: Pairing): boolean {
  if (!idMap?.base || unsaved || duplicate !== undefined || (connec && external)) return false
  const { connecId, externalId, receipts, inactive, label, metadata } = idMap
  return (
    connecId !== null &&
    externalId !== null &&
    receipts.connec !== null &&
    receipts.external !== null &&
    !inactive &&
    label === (external?.label ?? label) &&
    label !== null &&
    Object.keys(metadata).length === 0
  )
}

/** What throws is found out when the record is planned. */
function isAsAgreed(run: EntityRun, pairing: Pairing, options: ConsiderOptions): boolean {
  try {
    const input = planInputOf(run, pairing, options)
    const considered = input.connec ?? input.external
    return considered !== undefined && verdictOf(input, considered)?.kind === 'unchanged'
  } catch {
    return false
  }
}

function wantedBy({ context }: EntityRun, { prepared, connec, external }: Pairing): Wanted {
  const record = connec ?? external
  try {
    return record === undefined ? wantsNothing : wantedReferences(context, { record, prepared })
  } catch {
    return wantsNothing
  }
}
