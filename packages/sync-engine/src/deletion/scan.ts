import type { Side } from '@duet/core'
import type { CursorKeeper } from '../read/cursor.js'
import type { EntityRun } from '../run-context.js'
import type { SeenPage } from '../seen-record.js'

/** Remembers, in the store, which records a whole list held. */
export interface Scan {
  readonly side: Side
  readonly resource: string
  /** Name under which ids are put aside. */
  readonly staging: string
  see(page: SeenPage): Promise<void>
  /** The list was read to its end, without an error. */
  finish(): void
  /** Only then is an id that was not seen a sign that the record is gone. */
  isFinished(): boolean
}

interface Scanned {
  readonly side: Side
  readonly resource: string
  readonly cursor: CursorKeeper
}

/**
 * The scan of a resource that is read as a whole: in a full run, or because its list cannot be asked for changes. None where
 * deletions are ignored, and while the resource has never been read to its end.
 */
export function scanOf(run: EntityRun, { side, resource, cursor }: Scanned): Scan | undefined {
  const { context, entity } = run
  if (entity.deletions[side] === 'ignore') return undefined
  if (cursor.isFirst || cursor.since !== undefined) return undefined
  const staging = seenStaging(run, side)
  let finished = false
  return {
    side,
    resource,
    staging,
    async see({ seen, unread }) {
      await context.store.staged.save(
        [...seen, ...unread].map(({ id }) => ({
          linkId: context.link.id,
          entity: staging,
          side,
          resource,
          recordId: id,
          peerId: null,
          payload: null,
          recordUpdatedAt: null,
        })),
      )
    },
    finish: () => {
      finished = true
    },
    isFinished: () => finished,
  }
}

export const seenStaging = ({ staging }: EntityRun, side: Side): string => `${staging} seen ${side}`
export const goneStaging = ({ staging }: EntityRun, side: Side): string => `${staging} gone ${side}`
