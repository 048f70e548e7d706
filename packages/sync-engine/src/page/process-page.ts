import { apply } from '../apply/apply.js'
import type { PageChanges } from '../apply/page-changes.js'
import type { Work } from '../apply/work.js'
import { wantedReferences } from '../consider.js'
import { loadReferenceIds } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { addBeside } from './beside.js'
import { changedKinds } from './changed-kind.js'
import { decidedConflicts } from './decided-conflicts.js'
import { findRivals } from './find-rivals.js'
import { joinPairs } from './join-pairs.js'
import type { KnownIdMaps } from './known-id-maps.js'
import { loadIdMaps } from './known-id-maps.js'
import { newIdMap } from './new-id-map.js'
import type { PageInput } from './page-input.js'
import { type Pairing, recordsOf } from './pairing.js'
import { loadPending, type PendingOfPage } from './pending-of-page.js'
import { planPairing } from './plan-pairing.js'
import { restage } from './restage.js'
import { type Routed, routeRecords } from './route-records.js'

/**
 * Works on some records together: finds their pairs and rivals, plans, applies. A record that waits for another one
 * of the same page is planned again once that one is there. Throws `RunStop` when the run must not go on.
 */
export async function processPage(run: EntityRun, input: PageInput): Promise<void> {
  if (input.seen.length + input.unread.length + (input.retried?.length ?? 0) === 0) return
  const own = await pair(run, input.seen)
  const rivals = await findRivals(run, input, own.pairings)
  const { routed, pairings, known } =
    rivals.records.length === 0 ? own : await pair(run, [...input.seen, ...rivals.records])
  const ended = new Map(rivals.ended.map((idMap) => [idMap.id, idMap]))
  const page: Page = {
    run,
    input,
    pairings: pairings.map((pairing) => withEnd(pairing, ended)),
    pending: await loadPending(run, pairings),
    beside: (changes) =>
      addBeside(run, changes, {
        input,
        routed,
        pairings,
        consumed: [...(input.consumed ?? []), ...rivals.staged],
        ended: changedKinds(run, routed.considerations, known),
      }),
  }
  await workInWaves(page)
}

interface Page {
  readonly run: EntityRun
  readonly input: PageInput
  readonly pairings: readonly Pairing[]
  readonly pending: PendingOfPage
  readonly beside: (changes: PageChanges) => void
}

interface Paired {
  readonly routed: Routed
  readonly pairings: readonly Pairing[]
  readonly known: KnownIdMaps
}

async function pair(run: EntityRun, records: readonly SeenRecord[]): Promise<Paired> {
  const routed = routeRecords(run, records)
  const known = await loadIdMaps(run, records)
  const pairings = joinPairs(run, routed.considerations, known).map((pairing) => pairSingleton(run, pairing))
  return { routed, pairings, known }
}

/** Both singletons are in hand: their ids belong together. */
function pairSingleton(run: EntityRun, pairing: Pairing): Pairing {
  const { prepared, idMap, connec, external } = pairing
  if (idMap !== undefined || connec === undefined || external === undefined) return pairing
  const ids = { connecId: connec.id, externalId: external.id, label: external.label }
  return { ...pairing, idMap: newIdMap(run, prepared, ids), unsaved: true }
}

function withEnd(pairing: Pairing, ended: ReadonlyMap<string, NonNullable<Pairing['idMap']>>): Pairing {
  const idMap = pairing.idMap && ended.get(pairing.idMap.id)
  return idMap === undefined ? pairing : { ...pairing, idMap, unsaved: true }
}

async function workInWaves(page: Page): Promise<void> {
  let waiting = page.pairings
  let beside: Page['beside'] | undefined = page.beside
  for (;;) {
    const { works, ids } = await planAll(page, waiting)
    const parked = works.filter(isParked)
    const ready = works.filter((work) => !isParked(work))
    const mayRelease = parked.length > 0 && ready.some(creates)
    await applyWave(page, { works: mayRelease ? ready : works, ids, beside })
    if (!mayRelease) return
    beside = undefined
    waiting = parked.map(({ pairing }) => pairing)
  }
}

const isParked = ({ plan }: Work): boolean => plan.connec?.kind === 'park' || plan.external?.kind === 'park'
const creates = ({ plan }: Work): boolean =>
  plan.connec?.kind === 'create' || plan.external?.kind === 'create'

async function planAll({ run, input, pending }: Page, pairings: readonly Pairing[]) {
  const ids = await loadReferenceIds(
    run.context,
    pairings.flatMap((pairing) => wantedBy(run, pairing)),
  )
  const decided = await decidedConflicts(run, pairings)
  const retried = new Set(input.retried?.map(({ side, recordId }) => `${side} ${recordId}`))
  const works = pairings.map((pairing) =>
    planPairing(run, pairing, {
      ids,
      leaveOut: input.leaveOut,
      decided: decided.get(pairing),
      pendingOf: (record) => pending.of(pairing, record),
      isRetried: ({ side, id }) => retried.has(`${side} ${id}`),
    }),
  )
  return { works, ids }
}

/** A mapper that throws is found out when its record is planned. */
function wantedBy(run: EntityRun, pairing: Pairing) {
  return recordsOf(pairing).flatMap((record) => {
    try {
      return wantedReferences(run.context, { record, prepared: pairing.prepared })
    } catch {
      return []
    }
  })
}

async function applyWave(
  { run, input, pending }: Page,
  {
    works,
    ids,
    beside,
  }: { works: readonly Work[] } & Pick<Awaited<ReturnType<typeof planAll>>, 'ids'> & {
      beside: Page['beside'] | undefined
    },
): Promise<void> {
  await apply(run, works, {
    ids,
    leaveOut: input.leaveOut ?? false,
    pendingOf: (pairing, record) => pending.of(pairing, record),
    ...(beside && { beside }),
    ...(input.rivals === 'staged' && { after: (changes) => restage(run, works, changes) }),
  })
}
