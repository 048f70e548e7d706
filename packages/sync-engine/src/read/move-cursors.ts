import type { EntityRun } from '../run-context.js'
import type { CursorKeeper } from './cursor.js'

/** The next read starts where this one got to; a dry run leaves cursors where they were, and so does a run that was taken over. */
export async function moveCursors(
  { context, planner }: EntityRun,
  read: readonly { readonly cursor: CursorKeeper }[],
): Promise<void> {
  if (planner !== undefined) return
  const { store, run } = context
  await store.transaction(async (tx) => {
    await tx.runs.assertHeld(run.id, run.lease.token)
    await tx.cursors.save(read.map(({ cursor }) => cursor.next()))
  })
}
