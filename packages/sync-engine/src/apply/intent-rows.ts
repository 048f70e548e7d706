import type { NewIntent } from '@duet/store'
import { newId } from '@duet/store'
import { hashOf } from '../canonical.js'
import type { EntityRun } from '../run-context.js'
import { isRefused } from './failure.js'
import { intentPayloadOf } from './intent-payload.js'
import { type PlannedWrite, type Work, writesFrom } from './work.js'

/** A create and the note about it. */
export interface Intended {
  readonly work: Work
  readonly intent: NewIntent & { id: string }
}

/** Notes for creates: until one is answered nobody knows which record it made. */
export function intentsFor(run: EntityRun, works: readonly Work[]): Intended[] {
  return writesFrom(works, 'connec')
    .filter(({ operation }) => operation.kind === 'create')
    .map((write) => ({ work: write.work, intent: intentOf(run, write) }))
}

function intentOf(run: EntityRun, write: PlannedWrite): Intended['intent'] {
  const { context, entity } = run
  const { work } = write
  const payload = intentPayloadOf(run, write)
  return {
    id: newId(),
    linkId: context.link.id,
    entity: entity.name,
    pair: work.pairing.prepared.pair,
    side: 'external',
    sourceId: work.pairing.connec?.id ?? '',
    payload,
    payloadHash: hashOf(payload.draft),
    createdAt: context.clock(),
  }
}

/** Whether the note has served: the create ended one way or the other. Otherwise it is looked for in the next run. */
export function hasEnded({ results }: Work): boolean {
  const result = results.connec
  return result?.kind !== 'failed' || isRefused(result.error) || !isOpenEnded(result.error)
}

const isOpenEnded = (error: unknown): boolean => error instanceof Error && error.name !== 'AlreadyPairedError'
