import type { Decision } from '@duet/host-api'
import type { IdMap, Link, Store } from '@duet/store'

const MOST_DECISIONS = 50

export interface Why {
  record: IdMap | undefined
  /** Newest first. */
  decisions: Decision[]
}

/** What became of a record the last times it was looked at, by the id it has on either side. */
export async function whyOf(
  store: Store,
  { link, recordId }: { link: Link; recordId: string },
): Promise<Why> {
  const [[record], traces] = await Promise.all([
    store.idMaps.byEitherId(link.id, recordId),
    store.traces.of(link.id, recordId, MOST_DECISIONS),
  ])
  const numbers = await runNumbers(
    store,
    traces.flatMap(({ runId }) => runId ?? []),
  )
  const decisions = traces.map((trace) => ({
    at: trace.at,
    entity: trace.entity,
    side: trace.side,
    outcome: trace.outcome,
    reason: trace.reason,
    words: trace.detail ?? trace.reason,
    runNumber: trace.runId === null ? null : (numbers.get(trace.runId) ?? null),
  }))
  return { record, decisions }
}

async function runNumbers(store: Store, runIds: readonly string[]): Promise<Map<string, number>> {
  const runs = await Promise.all([...new Set(runIds)].map((id) => store.runs.byId(id)))
  return new Map(runs.flatMap((run) => (run === undefined ? [] : [[run.id, run.number] as const])))
}
