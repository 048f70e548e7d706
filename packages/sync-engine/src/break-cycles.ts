import type { Entity } from '@duet/core'
import type { MissingReference, PendingRecord } from '@duet/store'
import { takeUp } from './pending.js'
import type { RunContext } from './run-context.js'
import { goesOn } from './set-aside.js'

/** Records a circle has at most; a longer one waits for a person. Every step of one is a query for a whole page. */
const LONGEST = 100

/**
 * Parked records that wait for each other: one of each circle is sent without the reference, so that the others can
 * follow; its note stays, so that the reference is filled in once it has come. Returns how many circles were opened.
 *
 * Memory holds one page of parked records, however many wait.
 */
export async function breakCycles(context: RunContext, entities: readonly Entity[]): Promise<number> {
  if (!context.tally.keepsPending) return 0
  const working = entities.filter((entity) => goesOn(context, entity))
  const names = new Set(working.map(({ name }) => name))
  let opened = 0
  for await (const rows of parkedPages(context)) {
    const parked = rows.filter(({ entity }) => names.has(entity))
    const first = await firstOfCircles(parked, async (missing) =>
      (await parkedAt(context, missing)).filter(({ entity }) => names.has(entity)),
    )
    await open(context, working, first)
    opened += first.length
  }
  return opened
}

async function open(
  context: RunContext,
  working: readonly Entity[],
  rows: readonly PendingRecord[],
): Promise<void> {
  for (const entity of working) {
    for (const side of ['external', 'connec'] as const) {
      const own = rows.filter((row) => row.entity === entity.name && row.side === side)
      if (own.length > 0) await takeUp(await context.entityRun(entity), side, own, { leaveOut: true })
    }
  }
}

async function* parkedPages({ store, link, settings }: RunContext): AsyncGenerator<PendingRecord[]> {
  let after: string | undefined
  do {
    const filter = { state: 'parked' as const, limit: settings.pageSize, after }
    const { rows, next } = await store.pending.list(link.id, filter)
    if (rows.length > 0) yield rows
    after = next
  } while (after !== undefined)
}

/** Parked records that others wait for; a query a pair. */
async function parkedAt(
  { store, link, connector }: RunContext,
  missing: readonly MissingReference[],
): Promise<PendingRecord[]> {
  const found: PendingRecord[] = []
  for (const { connec, external } of connector.entities.flatMap(({ mappers }) => mappers)) {
    const pair = { connec: connec.name, external: external.name }
    const own = missing.filter(({ resource }) => resource === pair.connec)
    for (const [side, group] of Map.groupBy(own, (one) => one.side)) {
      const ids = group.map(({ id }) => id)
      found.push(...(await store.pending.byRecords(link.id, pair, side, ids)))
    }
  }
  return found.filter(({ state }) => state === 'parked')
}

const keyOf = ({ side, resource, id }: MissingReference): string => `${side} ${resource} ${id}`

/**
 * Of a page of parked records those that are the first of a circle: the way from record to record that each waits for
 * comes back to them and meets none that was parked before.
 */
export async function firstOfCircles(
  starts: readonly PendingRecord[],
  parkedFor: (missing: readonly MissingReference[]) => Promise<readonly PendingRecord[]>,
): Promise<PendingRecord[]> {
  const first: PendingRecord[] = []
  let ways = starts.map((start) => ({ start, at: start }))
  for (let steps = 0; ways.length > 0 && steps < LONGEST; steps += 1) {
    const rows = await parkedFor(ways.flatMap(({ at }) => at.missing ?? []))
    const byKey = new Map(
      rows.map((row) => [keyOf({ side: row.side, resource: row.pair.connec, id: row.recordId }), row]),
    )
    ways = ways.flatMap(({ start, at }) => {
      const next = at.missing === null ? undefined : byKey.get(keyOf(at.missing))
      if (next?.id === start.id) first.push(start)
      return next !== undefined && next.id > start.id ? [{ start, at: next }] : []
    })
  }
  return first
}
