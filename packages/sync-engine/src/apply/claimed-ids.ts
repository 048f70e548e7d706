import { otherSide, type Side } from '@duet/core'
import { idOn } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import { type Work, writesFrom } from './work.js'
import { AlreadyPairedError } from './write-result.js'

/** Records of one page that were answered with one record: two of ours that the hub has merged. The first one has it. */
export function refuseTwins(works: readonly Work[]): void {
  for (const { from, created } of answeredAnew(works)) refuse(created, from, new Map())
}

/**
 * Writes that were answered with a record which is paired already fail, and no id map moves: a merge by `match` that
 * hit the wrong record, or an application that hands out an existing one. Returns whether there were any.
 */
export async function refuseClaimedIds(run: EntityRun, works: readonly Work[]): Promise<boolean> {
  let refused = 0
  for (const { from, created } of answeredAnew(works))
    refused += refuse(created, from, await claimsOn(run, created, from))
  return refused > 0
}

interface Answered {
  readonly work: Work
  readonly id: string
}

/** Writes whose answer named another record than the one known, by their mapper. */
function answeredAnew(works: readonly Work[]): { from: Side; created: Answered[] }[] {
  return (['external', 'connec'] as const).flatMap((from) => {
    const created = writesFrom(works, from).flatMap(({ work }) => {
      const result = work.results[from]
      const known = work.pairing.idMap && idOn(work.pairing.idMap, otherSide(from))
      return result?.kind === 'written' && result.id !== known ? [{ work, id: result.id }] : []
    })
    const groups = Map.groupBy(created, ({ work }) => work.pairing.prepared)
    return [...groups.values()].map((group) => ({ from, created: group }))
  })
}

/** Who has the answered ids so far. */
async function claimsOn(
  { context }: EntityRun,
  created: readonly Answered[],
  from: Side,
): Promise<Map<string | null, string | null>> {
  const [first] = created
  if (first === undefined) return new Map()
  const side = otherSide(from)
  const { pair } = first.work.pairing.prepared
  const ids = created.map(({ id }) => id)
  const { idMaps } = context.store
  const rows = await (side === 'connec'
    ? idMaps.byConnecIds(context.link.id, pair, ids)
    : idMaps.byExternalIds(context.link.id, pair, ids))
  return new Map(rows.map((row) => [idOn(row, side), idOn(row, from)]))
}

function refuse(
  created: readonly Answered[],
  from: Side,
  claimed: Map<string | null, string | null>,
): number {
  let refused = 0
  for (const { work, id } of created) {
    const own = work.pairing[from]?.id ?? null
    const claimant = claimed.get(id)
    if (claimant !== undefined && claimant !== null && claimant !== own) {
      work.results[from] = { kind: 'failed', error: claimedError(otherSide(from), id, claimant) }
      refused += 1
    } else claimed.set(id, own)
  }
  return refused
}

const claimedError = (side: Side, id: string, claimant: string): AlreadyPairedError =>
  new AlreadyPairedError(
    side === 'connec'
      ? `Ambiguous match: Connec! merged the record into ${id}, which is paired with ${claimant}. Decide which of the two is meant.`
      : `The application answered with record ${id}, which is paired with ${claimant}. Decide which of the two is meant.`,
  )
