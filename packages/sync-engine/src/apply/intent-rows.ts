import { otherSide } from '@duet/core'
import type { NewIntent } from '@duet/store'
import { newId } from '@duet/store'
import type { EntityRun } from '../run-context.js'
import { isRefused } from './failure.js'
import { intentPayloadOf } from './intent-payload.js'
import { type PlannedCreate, type Work, writesFrom } from './work.js'

/** A create and the note about it. */
export interface Intended {
  readonly work: Work
  readonly intent: NewIntent & { id: string }
}

/**
 * Notes for creates on either side: until one is answered nobody knows which record it made, nor what was agreed with
 * it. The hub never makes a second record of one of our ids, but what is edited there meanwhile must not be overwritten.
 */
export function intentsFor(run: EntityRun, works: readonly Work[]): Intended[] {
  return [...writesFrom(works, 'connec'), ...writesFrom(works, 'external')].flatMap(({ work, operation }) =>
    operation.kind === 'create' ? [{ work, intent: intentOf(run, { work, operation }) }] : [],
  )
}

function intentOf(run: EntityRun, create: PlannedCreate): Intended['intent'] {
  const { context, entity } = run
  const { work, operation } = create
  return {
    id: newId(),
    linkId: context.link.id,
    entity: entity.name,
    pair: work.pairing.prepared.pair,
    side: otherSide(operation.side),
    sourceId: work.pairing[operation.side]?.id ?? '',
    payload: intentPayloadOf(run, create),
    createdAt: context.clock(),
  }
}

/** Whether the note has served: the create ended one way or the other. Otherwise it is looked for in the next run. */
export function hasEnded({ work, intent }: Intended): boolean {
  const result = work.results[otherSide(intent.side)]
  return result?.kind !== 'failed' || isRefused(result.error) || !isOpenEnded(result.error)
}

const isOpenEnded = (error: unknown): boolean => error instanceof Error && error.name !== 'AlreadyPairedError'
