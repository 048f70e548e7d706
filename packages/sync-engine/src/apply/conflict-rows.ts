import type { NewConflict } from '@duet/store'
import type { EntityRun } from '../run-context.js'
import { asJson } from '../seen-record.js'
import type { Work } from './work.js'

/**
 * The conflicts of some works as rows. Decided ones are stored before anything is written: whoever is killed after the
 * write would find both sides equal and never learn that a value was overwritten.
 */
export function conflictRows(
  { context, entity }: EntityRun,
  works: readonly Work[],
  state: 'open' | 'decided',
): NewConflict[] {
  return works.flatMap(({ plan, pairing: { idMap, connec, external, prepared } }) =>
    plan.conflicts
      .filter(({ winner }) => (winner === null) === (state === 'open'))
      .map((conflict) => ({
        ...conflict,
        base: asJson(conflict.base),
        linkId: context.link.id,
        runId: context.run.id,
        entity: entity.name,
        pair: prepared.pair,
        connecId: idMap?.connecId ?? connec?.id ?? '',
        externalId: idMap?.externalId ?? external?.id ?? '',
        state,
        at: context.clock(),
      })),
  )
}
