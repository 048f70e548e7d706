import type { PlannedRecord } from '@duet/store'
import type { Work } from '../apply/work.js'
import { createMassCount, type MassCount } from '../breaker/mass-change.js'
import { recordsOf } from '../page/pairing.js'
import { isParked } from '../page/work-in-waves.js'
import type { EntityRun } from '../run-context.js'
import { RunStop } from '../run-stop.js'
import { countBeside, countWork } from './count-works.js'
import type { PagePlanner, PlannedPage } from './page-planner.js'
import { plannedReferences } from './planned-references.js'
import { plannedRows } from './planned-rows.js'
import { type Recording, waitingOf } from './recording.js'
import { rowsBeside } from './rows-beside.js'

/** Writes plans down page by page instead of having them applied; what was put aside for them is done with. */
export const createPlanRecorder = (recording: Recording): PagePlanner => ({
  async take(run, page) {
    const known = page.retried.length > 0 ? await plannedSoFar(page.works, recording) : new Map()
    await record(run, page, { recording, isWanted: (key) => !known.has(key) })
  },
  lose({ entity }, { side, count }) {
    for (let number = 0; number < count; number += 1)
      recording.counts.add({ entity: entity.name, side, outcome: 'inactivate', reason: '' })
    massOf(entity.name, recording).end(count)
  },
})

/** Plans records once more that waited for one that may be planned by now. */
export const createSecondLook = (recording: Recording): PagePlanner => ({
  async take(run, page) {
    const known = await plannedSoFar(page.works, recording)
    const isWanted = (key: string) => known.get(key)?.kind === 'parked'
    for (const row of known.values()) {
      if (row.kind !== 'parked') continue
      const { entity, side } = row
      recording.counts.drop({ entity, side, outcome: 'parked', reason: 'missing_reference' })
    }
    await record(run, page, { recording, isWanted })
  },
})

interface Wanted {
  readonly recording: Recording
  readonly isWanted: (key: string) => boolean
}

async function record(run: EntityRun, page: PlannedPage, { recording, isWanted }: Wanted): Promise<void> {
  const { store, planId } = recording
  const works = (await withComing(run, page, recording)).filter((work) => keysOf(work).every(isWanted))
  for (const work of works) countWork(run, work, recording)
  addToMass(run, works, recording)
  countBeside(run, page.beside, recording)
  if (!(await store.plans.progress(planId, recording.counts.list()))) throw givenUp()
  const rows = [...works.flatMap(plannedRows), ...rowsBeside(page.beside)]
  await store.plans.records.save(
    rows.map((row) => ({ ...row, planId, entity: run.entity.name, state: 'shown' as const })),
  )
  await store.staged.remove(page.beside.unstaged)
  await putAside(run, works.filter(isParked), recording)
}

/** Nobody wants to know any more. */
const givenUp = () => new RunStop('The plan was discarded while it was made.', { status: 'failed' })

function addToMass({ entity }: EntityRun, works: readonly Work[], { mass }: Recording): void {
  const count = massOf(entity.name, { mass })
  for (const work of works) count.add(work)
}

function massOf(entity: string, { mass }: Pick<Recording, 'mass'>): MassCount {
  const count = mass.get(entity) ?? createMassCount()
  mass.set(entity, count)
  return count
}

/** Records that wait for one the plan creates would follow in the same run. */
async function withComing(
  run: EntityRun,
  { works, withoutReferences }: PlannedPage,
  { store, planId }: Recording,
): Promise<readonly Work[]> {
  const parked = works.filter(isParked)
  if (parked.length === 0) return works
  const planned = await plannedReferences(run, { works, parked, store, planId })
  const coming = parked.filter(planned)
  if (coming.length === 0) return works
  return [...works.filter((work) => !coming.includes(work)), ...(await withoutReferences(coming))]
}

/** What the plan says of the records so far. */
async function plannedSoFar(
  works: readonly Work[],
  { store, planId }: Recording,
): Promise<ReadonlyMap<string, PlannedRecord>> {
  const known = new Map<string, PlannedRecord>()
  for (const [prepared, group] of Map.groupBy(works, ({ pairing }) => pairing.prepared)) {
    for (const side of ['connec', 'external'] as const) {
      const ids = group.flatMap(({ pairing }) => pairing[side]?.id ?? [])
      for (const row of await store.plans.records.byRecords(planId, prepared.pair, side, ids))
        known.set(keyOf(row), row)
    }
  }
  return known
}

const keyOf = ({ pair, side, recordId }: Pick<PlannedRecord, 'pair' | 'side' | 'recordId'>): string =>
  `${pair.connec} ${pair.external} ${side} ${recordId}`

const keysOf = ({ pairing }: Work): string[] =>
  recordsOf(pairing).map(({ side, id }) => keyOf({ pair: pairing.prepared.pair, side, recordId: id }))

async function putAside(run: EntityRun, parked: readonly Work[], recording: Recording): Promise<void> {
  const { store, linkId, planId } = recording
  const records = parked.flatMap(({ pairing }) => recordsOf(pairing))
  await store.staged.save(
    records.map((record) => ({
      linkId,
      entity: waitingOf(planId, run.entity.name),
      side: record.side,
      resource: record.resource,
      recordId: record.id,
      peerId: null,
      payload: record.payload(),
      recordUpdatedAt: null,
    })),
  )
}
