import { otherSide, type Side } from '@duet/core'
import type { Intent, PendingRecord } from '@duet/store'
import { commit, noChanges, type PageChanges } from '../apply/page-changes.js'
import { newIdMap } from '../page/new-id-map.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import { readConnecByIds, readExternalByIds } from '../read/read-by-id.js'
import { idOn } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { adopt } from './adopt.js'

/**
 * Does what people decided about records whose counterpart could not be told: one is paired with the record they named,
 * or is created anew when it is taken up with the other failed ones.
 */
export async function carryOutDecisions(run: EntityRun, decided: readonly PendingRecord[]): Promise<void> {
  const changes = noChanges()
  for (const prepared of run.mappers) {
    for (const side of ['connec', 'external'] as const) {
      const rows = decided.filter((row) => row.side === side && isOf(prepared, row))
      if (rows.length > 0) await carryOut(run, { prepared, side, rows, changes })
    }
  }
  await commit(run, changes)
}

const isOf = ({ pair }: PreparedMapper, row: PendingRecord): boolean =>
  row.pair.connec === pair.connec && row.pair.external === pair.external

interface Deciding {
  readonly prepared: PreparedMapper
  readonly side: Side
  readonly rows: readonly PendingRecord[]
  readonly changes: PageChanges
}

async function carryOut(run: EntityRun, { prepared, side, rows, changes }: Deciding): Promise<void> {
  const { store, link, withoutMatch } = run.context
  const recordIds = rows.map(({ recordId }) => recordId)
  const intents = await store.intents.bySources(link.id, prepared.pair, recordIds)
  const found = await readAdopted(run, { prepared, side, rows })
  const claimed = await claimedIds(run, { prepared, side, rows })
  for (const row of rows) {
    const own = intents.filter(({ sourceId }) => sourceId === row.recordId)
    if (row.decision?.kind === 'adopt') {
      const { id } = row.decision
      const record = found.get(id)
      if (record === undefined || claimed.has(id)) {
        changes.pending.push(
          refused(row, record === undefined ? 'there is no such record' : 'it is paired already'),
        )
        continue
      }
      pair(run, { prepared, row, record, intent: own[0], changes })
    } else {
      withoutMatch.add(row.recordId)
      const { decision: _, id: __, ...kept } = row
      changes.pending.push(kept)
    }
    changes.closeIntents.push(...own.map(({ id }) => id))
  }
}

async function readAdopted(
  run: EntityRun,
  { prepared, side, rows }: Omit<Deciding, 'changes'>,
): Promise<ReadonlyMap<string, SeenRecord>> {
  const { connec, external } = prepared.mapper
  const ids = adoptedIds(rows)
  if (ids.length === 0) return new Map()
  const { seen } =
    side === 'external'
      ? await readConnecByIds(run, connec, ids)
      : await readExternalByIds(run, external, ids)
  return new Map(seen.map((record) => [record.id, record]))
}

const adoptedIds = (rows: readonly PendingRecord[]): string[] =>
  rows.flatMap(({ decision }) => (decision?.kind === 'adopt' ? [decision.id] : []))

async function claimedIds(
  { context }: EntityRun,
  { prepared, side, rows }: Omit<Deciding, 'changes'>,
): Promise<ReadonlySet<string | null>> {
  const { idMaps } = context.store
  const ids = adoptedIds(rows)
  const found = await (side === 'external'
    ? idMaps.byConnecIds(context.link.id, prepared.pair, ids)
    : idMaps.byExternalIds(context.link.id, prepared.pair, ids))
  return new Set(
    found.filter((idMap) => idOn(idMap, side) !== null).map((idMap) => idOn(idMap, otherSide(side))),
  )
}

interface PairingUp {
  readonly prepared: PreparedMapper
  readonly row: PendingRecord
  readonly record: SeenRecord
  readonly intent: Intent | undefined
  readonly changes: PageChanges
}

/** Agreed on what was sent where that is known; else the next look at the pair compares both records. */
function pair(run: EntityRun, { prepared, row, record, intent, changes }: PairingUp): void {
  const { linkId, side, recordId, label } = row
  if (intent !== undefined) adopt(run, { prepared, intent, record, changes })
  else {
    const ids = side === 'connec' ? [recordId, record.id] : [record.id, recordId]
    const [connecId = null, externalId = null] = ids
    const idMap = newIdMap(run, prepared, { connecId, externalId, label: label ?? record.label })
    changes.idMaps.set(idMap.id, idMap)
  }
  changes.noLongerPending.push({ linkId, pair: row.pair, side, recordId })
}

function refused({ decision: _, id: __, ...row }: PendingRecord, reason: string) {
  return {
    ...row,
    state: 'dead' as const,
    nextAttemptAt: null,
    message: `It was not paired with the record that was chosen: ${reason}. Choose another one, or create it anew.`,
  }
}
