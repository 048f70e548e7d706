import type { Entity } from '@duet/core'
import type { PendingRecord } from '@duet/store'
import { takeUp } from './pending.js'
import type { RunContext } from './run-context.js'
import { goesOn } from './set-aside.js'

/**
 * Parked records that wait for each other: one of each circle is sent without the reference, so that the others can
 * follow; its note stays, so that the reference is filled in once it has come. Returns how many circles were opened.
 */
export async function breakCycles(context: RunContext, entities: readonly Entity[]): Promise<number> {
  if (!context.tally.keepsPending) return 0
  const working = entities.filter((entity) => goesOn(context, entity))
  const names = new Set(working.map(({ name }) => name))
  const parked = (await parkedRecords(context)).filter(({ entity }) => names.has(entity))
  const opened = firstOfEachCycle(parked)
  for (const entity of working) {
    for (const side of ['external', 'connec'] as const) {
      const rows = opened.filter((row) => row.entity === entity.name && row.side === side)
      if (rows.length === 0) continue
      const run = await context.entityRun(entity)
      const limit = context.settings.pageSize
      for (let start = 0; start < rows.length; start += limit)
        await takeUp(run, side, rows.slice(start, start + limit), { leaveOut: true })
    }
  }
  return opened.length
}

async function parkedRecords({ store, link, settings }: RunContext): Promise<PendingRecord[]> {
  const parked: PendingRecord[] = []
  let after: string | undefined
  do {
    const filter = {
      state: 'parked' as const,
      limit: settings.pageSize,
      ...(after !== undefined && { after }),
    }
    const { rows, next } = await store.pending.list(link.id, filter)
    parked.push(...rows)
    after = next
  } while (after !== undefined)
  return parked
}

/** Follows each record to the one it waits for; a way that comes back to itself is a circle. */
export function firstOfEachCycle(parked: readonly PendingRecord[]): PendingRecord[] {
  const byKey = new Map(parked.map((row) => [`${row.side} ${row.pair.connec} ${row.recordId}`, row]))
  const done = new Set<PendingRecord>()
  const opened: PendingRecord[] = []
  for (const start of parked) {
    const way = new Set<PendingRecord>()
    let row: PendingRecord | undefined = start
    while (row !== undefined && !way.has(row) && !done.has(row)) {
      way.add(row)
      const { missing }: PendingRecord = row
      row = missing === null ? undefined : byKey.get(`${missing.side} ${missing.resource} ${missing.id}`)
    }
    if (row !== undefined && way.has(row)) opened.push(row)
    for (const one of way) done.add(one)
  }
  return opened
}
