import { otherSide, type Side } from '@duet/core'
import { idOn } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import { type Work, writesFrom } from './work.js'
import { AlreadyPairedError } from './write-result.js'

/**
 * Writes that were answered with a record which is paired already fail, and no id map moves: a merge by `match` that
 * hit the wrong record, an application that hands out an existing one, or two of ours that the hub has merged.
 */
export async function refuseClaimedIds(run: EntityRun, works: readonly Work[]): Promise<void> {
  for (const from of ['external', 'connec'] as const) {
    const created = writesFrom(works, from).flatMap(({ work }) => {
      const result = work.results[from]
      const known = work.pairing.idMap && idOn(work.pairing.idMap, otherSide(from))
      return result?.kind === 'written' && result.id !== known ? [{ work, id: result.id }] : []
    })
    for (const group of Map.groupBy(created, ({ work }) => work.pairing.prepared).values())
      await refuseIn(run, group, from)
  }
}

async function refuseIn(
  { context }: EntityRun,
  created: readonly { work: Work; id: string }[],
  from: Side,
): Promise<void> {
  const [first] = created
  if (first === undefined) return
  const side = otherSide(from)
  const { pair } = first.work.pairing.prepared
  const ids = created.map(({ id }) => id)
  const { idMaps } = context.store
  const rows = await (side === 'connec'
    ? idMaps.byConnecIds(context.link.id, pair, ids)
    : idMaps.byExternalIds(context.link.id, pair, ids))
  const claimed = new Map(rows.map((row) => [idOn(row, side), idOn(row, from)]))
  for (const { work, id } of created) {
    const own = work.pairing[from]?.id ?? null
    const claimant = claimed.get(id)
    if (claimant !== undefined && claimant !== null && claimant !== own)
      work.results[from] = { kind: 'failed', error: claimedError(side, id, claimant) }
    else claimed.set(id, own)
  }
}

const claimedError = (side: Side, id: string, claimant: string): AlreadyPairedError =>
  new AlreadyPairedError(
    side === 'connec'
      ? `Ambiguous match: Connec! merged the record into ${id}, which is paired with ${claimant}. Decide which of the two is meant.`
      : `The application answered with record ${id}, which is paired with ${claimant}. Decide which of the two is meant.`,
  )
