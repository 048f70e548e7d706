import type { Side } from '@duet/core'
import type { MissingReference, Store } from '@duet/store'
import type { Work } from '../apply/work.js'
import { isWrite } from '../plan/operation.js'
import type { EntityRun } from '../run-context.js'

interface Looking {
  readonly works: readonly Work[]
  readonly parked: readonly Work[]
  readonly store: Store
  readonly planId: string
}

/** Which works wait for a record that is planned to be created: on this page, or on one before. */
export async function plannedReferences(
  { context }: EntityRun,
  { works, parked, store, planId }: Looking,
): Promise<(work: Work) => boolean> {
  const coming = new Set<string>()
  for (const { pairing, plan } of [...works, ...parked]) {
    for (const side of ['connec', 'external'] as const) {
      const record = pairing[side]
      const waitsOrGoes = isWrite(plan[side]) || plan[side]?.kind === 'park'
      if (record && waitsOrGoes) coming.add(keyOf(side, pairing.prepared.pair.connec, record.id))
    }
  }
  const missing = parked.flatMap(missingOf)
  for (const group of Map.groupBy(missing, ({ side, resource }) => `${side} ${resource}`).values()) {
    const [first] = group
    const pair = first && context.references.of(first.resource)?.pair
    if (first === undefined || pair === undefined) continue
    const ids = group.map(({ id }) => id)
    for (const row of await store.plans.records.byRecords(planId, pair, first.side, ids))
      if (row.kind === 'create') coming.add(keyOf(first.side, first.resource, row.recordId))
  }
  return (work) => missingOf(work).every(({ side, resource, id }) => coming.has(keyOf(side, resource, id)))
}

const keyOf = (side: Side, resource: string, id: string): string => `${side} ${resource} ${id}`

const missingOf = ({ plan }: Work): MissingReference[] =>
  [plan.connec, plan.external].flatMap((operation) => (operation?.kind === 'park' ? [operation.missing] : []))
