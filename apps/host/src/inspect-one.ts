import type { Decision } from '@duet/host-api'
import type { Budget } from '@duet/http'
import type { Conflict, Link, PendingRecord, Store } from '@duet/store'
import { type InspectedPair, inspectRecord } from '@duet/sync-engine'
import { waitingRecords } from './inbox.js'
import type { HostContext } from './open-context.js'
import { whyOf } from './why.js'
import { engineSettings } from './worker/engine-settings.js'
import { openLink } from './worker/open-link.js'

const MOST = 20

/** Everything there is to say of a record under one link. */
export interface Inspected {
  readonly link: Link
  /** As it is now on both sides; none when no side has it. */
  readonly pairs: readonly InspectedPair[]
  /** What became of it the last times, newest first. */
  readonly decisions: readonly Decision[]
  /** What of it waits in the inbox. */
  readonly pending: readonly PendingRecord[]
  readonly conflicts: readonly Conflict[]
}

/** Looks at one record, by the id it has on either side; writes nothing. Throws `DuetError` when the link cannot be opened. */
export async function inspectOne(
  context: HostContext,
  { link, recordId }: { link: Link; recordId: string },
): Promise<Inspected> {
  const { store, settings } = context
  const signal = new AbortController().signal
  await using opened = await openLink(context, { link, budgets: new Map<string, Budget>(), signal })
  const { connector, http, connec } = opened
  const pairs = await inspectRecord({
    ...{ store, link, connector, http, connec, signal, recordId },
    settings: engineSettings(settings, link.connector),
  })
  const ids = new Set([recordId, ...pairs.flatMap(({ connec, external }) => [connec?.id, external?.id])])
  const [{ decisions }, pending, conflicts] = await Promise.all([
    whyOf(store, { link, recordId }),
    waitingRecords(store, link.id),
    conflictsAbout(store, { link, pairs }),
  ])
  return { link, pairs, decisions, pending: pending.filter((record) => ids.has(record.recordId)), conflicts }
}

async function conflictsAbout(
  { conflicts }: Store,
  { link, pairs }: Pick<Inspected, 'link' | 'pairs'>,
): Promise<Conflict[]> {
  const found = await Promise.all(
    pairs.flatMap(({ idMap }) =>
      idMap?.connecId == null ? [] : [conflicts.list(link.id, { connecId: idMap.connecId, limit: MOST })],
    ),
  )
  return found.flatMap(({ rows }) => rows)
}
