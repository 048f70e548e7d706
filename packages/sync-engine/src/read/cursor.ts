import type { Side } from '@duet/core'
import type { Cursor } from '@duet/store'
import type { EntityRun } from '../run-context.js'
import type { SeenPage } from '../seen-record.js'
import { momentOf } from './read-pages.js'

const DAY = 24 * 60 * 60 * 1000

/** Where the reading of one resource starts, and where the next one will. */
export interface CursorKeeper {
  /** Where this read starts; undefined for everything. */
  readonly since: Date | undefined
  /** True when the resource was never read to its end. */
  readonly isFirst: boolean
  /** Remembers the newest change of a page. */
  see(page: SeenPage): void
  /** The cursor after a completed read. */
  next(): Cursor
}

/**
 * The next read starts at the newest change seen, by the clock of the side that was read, less the time the read took:
 * whatever changed while it went on is no older than that. Clocks of two machines are never compared.
 */
export function keepCursor(
  { context, entity }: EntityRun,
  known: readonly Cursor[],
  place: { side: Side; resource: string },
): CursorKeeper {
  const { settings, link, run, options } = context
  const before = known.find(
    (cursor) =>
      cursor.entity === entity.name && cursor.side === place.side && cursor.resource === place.resource,
  )
  const startedAt = context.clock()
  const since = options.full ? null : (before?.since ?? null)
  let newest: number | undefined
  return {
    since: since === null ? undefined : new Date(since),
    isFirst: before === undefined,
    see({ seen }) {
      for (const record of seen) {
        const moment = momentOf(record)
        if (moment !== undefined && moment <= run.startedAt + DAY && moment > (newest ?? -1)) newest = moment
      }
    },
    next() {
      const duration = Math.max(0, context.clock() - startedAt)
      return {
        linkId: link.id,
        entity: entity.name,
        ...place,
        phase: 'delta',
        since: newest === undefined ? (before?.since ?? null) : newest - duration - settings.overlapMs,
        checkpoint: null,
        updatedAt: context.clock(),
      }
    },
  }
}
