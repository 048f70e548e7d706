import { followMoves } from '../moved/follow-moves.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { addBeside } from './beside.js'
import { changedKinds } from './changed-kind.js'
import { findFailedPeers } from './find-failed-peers.js'
import { findRivals } from './find-rivals.js'
import { findUnmoved } from './find-unmoved.js'
import type { PageInput } from './page-input.js'
import { pair } from './pair.js'
import { type Pairing, recordsOf } from './pairing.js'
import { loadPending } from './pending-of-page.js'
import { type Page, workInWaves } from './work-in-waves.js'

/**
 * Works on some records together: finds their pairs and rivals, plans, applies. Throws `RunStop` when the run must not go on.
 */
export async function processPage(run: EntityRun, input: PageInput): Promise<void> {
  if (input.seen.length + input.unread.length + (input.retried?.length ?? 0) === 0) return
  const found = await pair(run, input.seen)
  const own = (await followMoves(run, input.seen, found.known)) ? await pair(run, input.seen) : found
  const failedPeers = await findFailedPeers(run, own.pairings)
  const kept = await loadPending(run, own.pairings)
  const unmoved = await findUnmoved(run, input.retried?.length ? [] : own.pairings, { failedPeers, kept })
  const moving = own.pairings.filter((pairing) => !unmoved.has(pairing))
  const rivals = await findRivals(run, input, { pairings: moving, failedPeers })
  const both =
    rivals.records.length === 0 ? undefined : await pair(run, [...seenIn(moving), ...rivals.records])
  const pairings = both?.pairings ?? moving
  const ended = new Map(rivals.ended.map((idMap) => [idMap.id, idMap]))
  const page: Page = {
    run,
    input,
    pairings: pairings.map((pairing) => withEnd(pairing, ended)),
    pending: both ? await loadPending(run, pairings) : kept,
    beside: (changes) =>
      addBeside(run, changes, {
        input,
        routed: both ? [own.routed, both.routed] : [own.routed],
        pairings,
        unmoved,
        consumed: [...(input.consumed ?? []), ...rivals.staged],
        ended: [own, ...(both ? [both] : [])].flatMap(({ routed, known }) =>
          changedKinds(run, routed.considerations, known),
        ),
      }),
  }
  await workInWaves(page)
}

const seenIn = (pairings: readonly Pairing[]): SeenRecord[] => [...new Set(pairings.flatMap(recordsOf))]

function withEnd(pairing: Pairing, ended: ReadonlyMap<string, NonNullable<Pairing['idMap']>>): Pairing {
  const idMap = pairing.idMap && ended.get(pairing.idMap.id)
  return idMap === undefined ? pairing : { ...pairing, idMap, unsaved: true }
}
