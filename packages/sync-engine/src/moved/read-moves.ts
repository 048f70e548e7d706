import { type ListMoves, type Move, UnavailableError } from '@duet/core'
import type { EntityRun } from '../run-context.js'
import { readFailed } from '../run-stop.js'
import type { SeenRecord } from '../seen-record.js'

/** A page of the application whose records may tell of moves. */
export interface TellingPage {
  readonly resource: string
  readonly list: ListMoves
  readonly records: readonly SeenRecord[]
  readonly fresh: readonly SeenRecord[]
}

/** Where a log of moves is read on, by the resource that tells. */
const cursorName = (resource: string): string => `moves told by ${resource}`

/**
 * Pages of moves. Their place in a log is noted once they have all been dealt with. An account whose plan does not include
 * the log has no moves. Throws `RunStop` when it cannot be read.
 */
export async function* readMoves(
  run: EntityRun,
  { resource, list, records, fresh }: TellingPage,
): AsyncGenerator<readonly Move[]> {
  const { context, entity } = run
  const name = cursorName(resource)
  const from = await placeOf(run, name)
  let at = from
  const checkpoint = {
    ...(from !== undefined && { from }),
    note: (place: string) => {
      at = place
    },
  }
  const fieldsOf = (some: readonly SeenRecord[]) => some.map(({ fields }) => fields)
  const { pageSize } = context.settings
  const options = { records: fieldsOf(records), fresh: fieldsOf(fresh), pageSize, checkpoint }
  try {
    yield* list(context.http, options)
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw readFailed(`what ${resource} have become`, error)
  }
  if (at === undefined || at === from) return
  context.movesRead.set(`${entity.name} ${name}`, at)
  const { store, link, clock } = context
  const row = { linkId: link.id, entity: entity.name, side: 'external', resource: name } as const
  await store.cursors.save([{ ...row, phase: 'delta', since: null, checkpoint: at, updatedAt: clock() }])
}

async function placeOf({ context, entity }: EntityRun, name: string): Promise<string | undefined> {
  const { movesRead, store, link } = context
  const key = `${entity.name} ${name}`
  if (!movesRead.has(key)) {
    const cursors = await store.cursors.read(link.id)
    const stored = cursors.find((cursor) => cursor.entity === entity.name && cursor.resource === name)
    movesRead.set(key, stored?.checkpoint ?? undefined)
  }
  return movesRead.get(key)
}
