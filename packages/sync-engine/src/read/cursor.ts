import type { Side } from '@duet/core'
import type { Cursor } from '@duet/store'
import type { EntityRun } from '../run-context.js'
import type { SeenPage } from '../seen-record.js'
import { momentOf } from './read-pages.js'
import { type ReadingCheckpoint, readCheckpoint, writeCheckpoint } from './reading-checkpoint.js'

const DAY = 24 * 60 * 60 * 1000

/** Where the reading of one resource starts, and where the next one will. */
export interface CursorKeeper {
  /** Where this read starts; undefined for everything. */
  readonly since: Date | undefined
  /** True when the resource was never read to its end. */
  readonly isFirst: boolean
  /** Where an interrupted first read goes on. */
  readonly resume: ReadingCheckpoint | undefined
  /** Remembers the newest change of a page. */
  see(page: SeenPage): void
  /** The cursor while a first read is under way: the page that begins there is done. */
  reached(at: string, page: SeenPage): Cursor
  /** The cursor after a completed read. */
  next(): Cursor
}

/**
 * The next read starts at the newest change seen, by the clock of the side that was read, less the time the read took:
 * whatever changed while it went on is no older than that. Clocks of two machines are never compared.
 */
export function keepCursor(
  { context, entity, planner }: EntityRun,
  known: readonly Cursor[],
  place: { side: Side; resource: string },
): CursorKeeper {
  const { settings, link, run, options } = context
  const before = known.find(
    (cursor) =>
      cursor.entity === entity.name && cursor.side === place.side && cursor.resource === place.resource,
  )
  const isFirst = before === undefined || before.phase === 'backfill'
  const isWhole = options.full === true || planner !== undefined
  const resume = isFirst && !isWhole ? readCheckpoint(before?.checkpoint ?? null) : undefined
  const startedAt = resume?.startedAt ?? context.clock()
  const since = options.full ? null : (before?.since ?? null)
  let newest = resume?.newest ?? undefined
  const row = (state: Pick<Cursor, 'phase' | 'since' | 'checkpoint'>): Cursor => ({
    linkId: link.id,
    entity: entity.name,
    ...place,
    ...state,
    updatedAt: context.clock(),
  })
  return {
    since: since === null ? undefined : new Date(since),
    isFirst,
    resume,
    see({ seen }) {
      for (const record of seen) {
        const moment = momentOf(record)
        if (moment !== undefined && moment <= run.startedAt + DAY && moment > (newest ?? -1)) newest = moment
      }
    },
    reached(at, { seen, unread }) {
      const last = (seen.at(-1) ?? unread.at(-1))?.id ?? null
      const checkpoint = writeCheckpoint({ at, last, newest: newest ?? null, startedAt })
      return row({ phase: 'backfill', since: null, checkpoint })
    },
    next() {
      const duration = Math.max(0, context.clock() - startedAt)
      const reachedTo = newest === undefined ? undefined : newest - duration - settings.overlapMs
      return row({ phase: 'delta', since: reachedTo ?? before?.since ?? null, checkpoint: null })
    },
  }
}
