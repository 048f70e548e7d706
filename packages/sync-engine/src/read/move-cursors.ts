import type { EntityRun } from '../run-context.js'
import type { CursorKeeper } from './cursor.js'

/** The next read starts where this one got to; a dry run leaves cursors where they were. */
export async function moveCursors(
  { context, planner }: EntityRun,
  read: readonly { readonly cursor: CursorKeeper }[],
): Promise<void> {
  if (planner === undefined) await context.store.cursors.save(read.map(({ cursor }) => cursor.next()))
}
